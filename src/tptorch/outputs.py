"""What a copy shows: bounded as it comes, and reduced to text, decoded pictures and sanitised HTML."""

import base64
import io
import logging
import re
import warnings
from dataclasses import dataclass
from typing import Any

from bleach import ALLOWED_TAGS
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat import NotebookNode
from nbformat.v4 import new_output
from PIL import Image

MAX_TEXT = 60_000
MAX_OUTPUTS = 100
MAX_HTML, MAX_TAGS = 20_000, 400  # the parser's time grows with the square of the tags
MAX_IMAGES = 12
MAX_IMAGE_BYTES = 2 << 20
MAX_PIXELS = 4_000_000
MAX_COPY_PICTURE_BYTES = 24 << 20
MAX_COPY_TEXT = 2_000_000
MAX_SHOWN_BYTES = 64 << 20
PICTURES = ("image/png", "image/jpeg")
CUT = "\n[… affichage coupé : cette cellule affiche trop de choses]\n"

TABLES_AND_BLOCKS = ["table", "thead", "tbody", "tr", "th", "td", "p", "div", "span", "pre", "br", "hr", "sub", "sup"]
_sanitizer = SanitizeHTML(log=logging.getLogger("tptorch.sanitize"), tags=[*ALLOWED_TAGS, *TABLES_AND_BLOCKS])


@dataclass
class Spent:
    """What a whole copy has shown so far."""

    text: int = 0
    pictures: int = 0


class Shown:
    """The outputs of one cell, collected message by message within its bounds and its copy's."""

    def __init__(self, spent: Spent | None = None) -> None:
        self.spent = spent or Spent()
        self.outputs: list[NotebookNode] = []
        self.received = self.text = self.images = 0
        self.cut = False
        self.displays: dict[str, NotebookNode] = {}

    def add(self, kind: str, content: dict[str, Any]) -> bool:
        """Take one message; False when the cell has sent so much that it must be ended."""
        self.received += _weight(content)
        if kind == "stream":
            self._stream(content)
        elif kind in ("display_data", "execute_result"):
            self._display(kind, content)
        elif kind == "update_display_data":
            self._update(content)
        elif kind == "error":
            self._error(content)
        elif kind == "clear_output":
            self.outputs.clear()
            self.displays.clear()
            self.images = 0
        return self.received <= MAX_SHOWN_BYTES

    def say(self, text: str) -> None:
        """Add a line of ours, in the same place as the copy's own text."""
        self.outputs.append(new_output("stream", name="stdout", text=text))

    def _stream(self, content: dict[str, Any]) -> None:
        name = "stderr" if content.get("name") == "stderr" else "stdout"
        text = self._bounded(content.get("text"))
        last = self.outputs[-1] if self.outputs else None
        if last is not None and last.output_type == "stream" and last.name == name:
            last.text += text
        elif text:
            self._append(new_output("stream", name=name, text=text))

    def _display(self, kind: str, content: dict[str, Any]) -> None:
        data = content.get("data")
        bundle = self._bundle(data) if isinstance(data, dict) else {}
        if bundle:
            count = {"execution_count": None} if kind == "execute_result" else {}
            output = new_output(kind, data=bundle, **count)
            self._append(output)
            self.displays[_display_id(content)] = output

    def _update(self, content: dict[str, Any]) -> None:
        """A display that redraws itself keeps its place, and counts once."""
        output = self.displays.get(_display_id(content))
        if output is not None and isinstance(content.get("data"), dict):
            self.images -= any(mime in output.data for mime in PICTURES)
            output.data = NotebookNode(self._bundle(content["data"]))

    def _bundle(self, data: dict[str, Any]) -> dict[str, str]:
        bundle = {}
        for mime in PICTURES:
            picture = data.get(mime)
            if isinstance(picture, str) and self._affords(picture) and is_picture(picture, mime):
                self.images += 1
                self.spent.pictures += len(picture)
                bundle[mime] = picture.strip()
        html = data.get("text/html")
        if isinstance(html, str) and len(html) <= MAX_HTML and html.count("<") <= MAX_TAGS:
            bundle["text/html"] = _sanitizer.sanitize_html_tags(self._bounded(html))
        if isinstance(data.get("text/plain"), str):
            bundle["text/plain"] = self._bounded(data["text/plain"])
        return bundle

    def _affords(self, picture: str) -> bool:
        return self.images < MAX_IMAGES and self.spent.pictures + len(picture) <= MAX_COPY_PICTURE_BYTES

    def _error(self, content: dict[str, Any]) -> None:
        traceback = content.get("traceback")
        lines = [self._bounded(line) for line in traceback[:50]] if isinstance(traceback, list) else []
        name, value = (self._bounded(content.get(key))[:500] for key in ("ename", "evalue"))
        self._append(new_output("error", ename=name, evalue=value, traceback=lines))

    def _bounded(self, text: Any) -> str:
        text = storable(text) if isinstance(text, str) else ""
        left = max(0, min(MAX_TEXT - self.text, MAX_COPY_TEXT - self.spent.text))
        self.text += min(len(text), left)
        self.spent.text += min(len(text), left)
        if len(text) <= left:
            return text
        if self.cut:
            return ""
        self.cut = True
        return text[:left] + CUT

    def _append(self, output: NotebookNode) -> None:
        if len(self.outputs) < MAX_OUTPUTS:
            self.outputs.append(output)


def is_picture(encoded: str, mime: str) -> bool:
    """Whether base64 text is a whole picture of that type within the bounds, by decoding it."""
    if len(encoded) > MAX_IMAGE_BYTES * 4 // 3:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            data = base64.b64decode("".join(encoded.split()), validate=True)
            with Image.open(io.BytesIO(data), formats=[mime.removeprefix("image/").upper()]) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return False
                picture.load()
    except Exception:  # hostile bytes may raise anything, in any decoder
        return False
    return True


def sanitize_prose(notebook: NotebookNode) -> None:
    """Show prose that is not the statement's own as it was typed, unless it holds nothing that could come alive."""
    for cell in notebook.cells:
        ours = cell.metadata.pop("tptorch", None) == "statement" and cell.cell_type == "markdown"
        if cell.cell_type != "code" and not ours and not _is_inert(cell.source):
            longest = max(map(len, re.findall("`+", cell.source)), default=0)
            fence = "`" * max(3, longest + 1)
            cell.source = f"{fence}text\n{cell.source}\n{fence}"


def _is_inert(source: str) -> bool:
    """No tag, no entity, no picture, no link but to the web: all that markdown can turn into active HTML."""
    bare = re.sub(r"[\\\s\x00-\x1f]", "", source)
    return not re.search(r"[<&]|!\[", source) and not re.search(r"(?i)(javascript|vbscript|data|file|blob):", bare)


def storable(text: str) -> str:
    """Without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _display_id(content: dict[str, Any]) -> str:
    transient = content.get("transient")
    found = transient.get("display_id") if isinstance(transient, dict) else None
    return found if isinstance(found, str) else ""


def _weight(content: dict[str, Any]) -> int:
    """About how many bytes a message took, however deep."""
    total, left = 0, [content]
    while left:
        value = left.pop()
        total += len(value) if isinstance(value, str) else 64
        if isinstance(value, (dict, list)):
            left += value.values() if isinstance(value, dict) else value
    return total
