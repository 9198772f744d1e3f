"""What a copy shows is bounded, and nothing in it runs in the page where it is read."""

import base64
import io
import re
import zlib
from html.parser import HTMLParser

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown import markdown2html
from nbformat.v4 import new_markdown_cell, new_notebook
from PIL import Image

from tptorch import outputs
from tptorch.outputs import CUT, Shown, is_picture, sanitize_prose

FUZZ = settings(max_examples=150, deadline=None, database=None, derandomize=True)


def encoded(picture_format="PNG", size=(4, 3)):
    file = io.BytesIO()
    Image.new("RGB", size, (200, 10, 10)).save(file, picture_format)
    return base64.b64encode(file.getvalue()).decode()


PNG, JPEG = encoded("PNG"), encoded("JPEG")


@pytest.fixture
def shown():
    return Shown()


def say(shown, text, name="stdout"):
    return shown.add("stream", {"name": name, "text": text})


def display(shown, **data):
    """One message of display_data; ``text_html=`` stands for ``text/html``."""
    return shown.add("display_data", {"data": {kind.replace("_", "/", 1): value for kind, value in data.items()}})


def valid(shown):
    """The outputs, proved to be such as a notebook may hold and a file can take."""
    notebook = new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=shown.outputs)])
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode("utf-8")
    return shown.outputs


# --- text -----------------------------------------------------------------------------------------------------------


def test_streams_of_one_name_are_merged(shown):
    for text in ("a", "b", "c\n"):
        say(shown, text)
    assert [(output.name, output.text) for output in valid(shown)] == [("stdout", "abc\n")]


def test_stdout_and_stderr_stay_apart_and_in_order(shown):
    say(shown, "a")
    say(shown, "b", "stderr")
    say(shown, "c")
    assert [(output.name, output.text) for output in valid(shown)] == [
        ("stdout", "a"),
        ("stderr", "b"),
        ("stdout", "c"),
    ]


def test_a_stream_of_an_unknown_name_is_stdout(shown):
    say(shown, "a", ["stderr"])
    assert valid(shown)[0].name == "stdout"


def test_text_is_cut_once_with_a_remark(shown):
    for _ in range(10):
        say(shown, "x" * outputs.MAX_TEXT)
        say(shown, "y" * outputs.MAX_TEXT, "stderr")
    text = "".join(output.text for output in valid(shown))
    assert text == "x" * outputs.MAX_TEXT + CUT


def test_the_bound_is_one_for_all_kinds_of_text(shown):
    say(shown, "x" * (outputs.MAX_TEXT - 1))
    display(shown, text_plain="yy")
    shown.add("error", {"ename": "E" * 1000, "evalue": "v", "traceback": ["t" * 1000] * 100})
    assert sum(len(str(output)) for output in valid(shown)) < outputs.MAX_TEXT + 2000


def test_the_number_of_outputs_is_bounded(shown):
    for index in range(outputs.MAX_OUTPUTS + 50):
        display(shown, text_plain=str(index))
    assert len(valid(shown)) == outputs.MAX_OUTPUTS


def test_a_cell_that_floods_is_to_be_ended(shown, monkeypatch):
    monkeypatch.setattr(outputs, "MAX_SHOWN_BYTES", 1000)
    assert say(shown, "x" * 900)
    assert not say(shown, "x" * 900)


@pytest.mark.parametrize("kind", ["stream", "display_data", "clear_output", "update_display_data", "unknown"])
def test_many_empty_messages_are_a_flood_too(shown, monkeypatch, kind):
    monkeypatch.setattr(outputs, "MAX_SHOWN_BYTES", 1000)
    assert not all(shown.add(kind, {"data": {}}) for _ in range(100))


def test_what_was_cleared_is_gone_but_counted(shown, monkeypatch):
    monkeypatch.setattr(outputs, "MAX_SHOWN_BYTES", 1000)
    say(shown, "x" * 900)
    shown.add("clear_output", {"wait": False})
    assert shown.outputs == []
    assert not say(shown, "x" * 900)


def test_our_own_line_is_always_shown(shown):
    for _ in range(outputs.MAX_OUTPUTS):
        display(shown, text_plain="x" * 1000)
    shown.say("Cette cellule a été interrompue.")
    assert valid(shown)[-1].text == "Cette cellule a été interrompue."


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"], ids=ascii)
def test_text_that_no_file_can_take_is_put_right(shown, text):
    say(shown, text)
    display(shown, text_plain=text, text_html=text)
    shown.add("error", {"ename": text, "evalue": text, "traceback": [text]})
    assert len(valid(shown)) == 3


# --- errors ---------------------------------------------------------------------------------------------------------


def test_an_error_is_kept(shown):
    shown.add("error", {"ename": "ValueError", "evalue": "non", "traceback": ["ligne 1", "ligne 2"]})
    [error] = valid(shown)
    assert (error.ename, error.evalue, error.traceback) == ("ValueError", "non", ["ligne 1", "ligne 2"])


@pytest.mark.parametrize(
    "content", [{}, {"traceback": "abc"}, {"traceback": [1, None, {}]}, {"ename": 3, "evalue": ["x"], "traceback": {}}]
)
def test_a_forged_error_is_a_valid_output(shown, content):
    shown.add("error", content)
    assert valid(shown)[0].output_type == "error"


def test_an_error_is_bounded(shown):
    shown.add("error", {"ename": "E" * 9000, "evalue": "v" * 9000, "traceback": ["t"] * 9000})
    [error] = valid(shown)
    assert (len(error.ename), len(error.evalue), len(error.traceback)) == (500, 500, 50)


# --- pictures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mime", "picture"), [("image_png", PNG), ("image_jpeg", JPEG)])
def test_a_picture_is_shown(shown, mime, picture):
    display(shown, **{mime: picture, "text_plain": "<Figure>"})
    assert valid(shown)[0].data == {mime.replace("_", "/"): picture, "text/plain": "<Figure>"}


def test_a_picture_in_lines_is_shown(shown):
    lines = "\n".join(re.findall(".{1,20}", PNG))
    display(shown, image_png=lines + "\n")
    assert "image/png" in valid(shown)[0].data


def chunk(kind, data):
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def as_png(*chunks):
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()


HEAD = chunk(b"IHDR", bytes([0, 0, 0, 4, 0, 0, 0, 3, 8, 2, 0, 0, 0]))
HUGE_HEAD = chunk(b"IHDR", (60_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0]))
NO_PICTURES = {
    "empty": "",
    "no base64": "<script>alert(1)</script>",
    "not ASCII": "é" * 40,
    "HTML": base64.b64encode(b"<script>alert(1)</script>").decode(),
    "SVG": base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>").decode(),
    "GIF": encoded("GIF"),
    "JPEG under PNG": JPEG,
    "truncated": PNG[: len(PNG) // 2 // 4 * 4],
    "head only": as_png(HEAD),
    "huge size": as_png(HUGE_HEAD, chunk(b"IDAT", zlib.compress(bytes(100))), chunk(b"IEND", b"")),
    "bad data": as_png(HEAD, chunk(b"IDAT", b"abc"), chunk(b"IEND", b"")),
    "text bomb": as_png(HEAD, chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(100 << 20)))),
    "script after": PNG + "<script>",
    "quote": PNG[:-4] + '"><s',
}


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_dropped(shown, name):
    display(shown, image_png=NO_PICTURES[name], text_plain="reste")
    assert valid(shown)[0].data == {"text/plain": "reste"}


@pytest.mark.parametrize("picture", [None, 3, [PNG], {"a": PNG}, b"x"], ids=str)
def test_a_picture_that_is_no_text_is_dropped(shown, picture):
    display(shown, image_png=picture)
    assert valid(shown) == []


def test_a_picture_of_too_many_pixels_or_bytes_is_dropped(monkeypatch):
    assert is_picture(PNG, "image/png")
    monkeypatch.setattr(outputs, "MAX_PIXELS", 11)
    assert not is_picture(PNG, "image/png")
    monkeypatch.undo()
    monkeypatch.setattr(outputs, "MAX_IMAGE_BYTES", 10)
    assert not is_picture(PNG, "image/png")


def test_the_number_of_pictures_is_bounded(shown):
    for _ in range(outputs.MAX_IMAGES + 5):
        display(shown, image_png=PNG)
    assert len(valid(shown)) == outputs.MAX_IMAGES


def update(shown, display_id, **data):
    """A display that is redrawn, as progress bars and live plots are."""
    shown.add("update_display_data", {"data": data, "transient": {"display_id": display_id}})


def test_a_display_redrawn_keeps_its_place_and_counts_once(shown):
    shown.add("display_data", {"data": {"text/plain": "0"}, "transient": {"display_id": "a"}})
    display(shown, text_plain="fin")
    for index in range(50):
        update(shown, "a", **{"image/png": PNG, "text/plain": str(index)})
    assert [output.data for output in valid(shown)] == [{"image/png": PNG, "text/plain": "49"}, {"text/plain": "fin"}]
    display(shown, image_png=PNG)
    assert "image/png" in valid(shown)[-1].data


@pytest.mark.parametrize("transient", [None, 3, "a", [], {}, {"display_id": ["a"]}, {"display_id": "other"}], ids=str)
def test_a_forged_update_changes_nothing(shown, transient):
    shown.add("display_data", {"data": {"text/plain": "0"}, "transient": {"display_id": "a"}})
    shown.add("update_display_data", {"data": {"text/plain": "1"}, "transient": transient})
    assert [output.data for output in valid(shown)] == [{"text/plain": "0"}]


def test_an_update_is_reduced_as_a_display_is(shown):
    shown.add("display_data", {"data": {"text/plain": "0"}, "transient": {"display_id": "a"}})
    update(shown, "a", **{"image/svg+xml": "<svg onload=alert(1)>", "text/html": "<script>alert(1)</script>"})
    [output] = valid(shown)
    assert set(output.data) == {"text/html"}
    assert Active(output.data["text/html"]).found == []


def test_redrawing_what_was_cleared_wins_no_further_pictures(shown):
    for _ in range(outputs.MAX_IMAGES):
        shown.add("display_data", {"data": {"image/png": PNG}, "transient": {"display_id": "a"}})
        shown.add("clear_output", {})
        update(shown, "a", **{"text/plain": "rien"})
    for _ in range(outputs.MAX_IMAGES + 5):
        display(shown, image_png=PNG)
    assert len(valid(shown)) == outputs.MAX_IMAGES


@FUZZ
@given(st.sampled_from(["PNG", "JPEG"]), st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=5))
def test_a_mutated_picture_never_raises(picture_format, changes):
    data = bytearray(base64.b64decode(PNG if picture_format == "PNG" else JPEG))
    for place, byte in changes:
        data[place % len(data)] = byte
    assert is_picture(base64.b64encode(data).decode(), f"image/{picture_format.lower()}") in (True, False)


@FUZZ
@given(
    st.sampled_from(
        [b"iCCP", b"zTXt", b"iTXt", b"tEXt", b"eXIf", b"acTL", b"fcTL", b"fdAT", b"pHYs", b"tRNS", b"gAMA"]
    ),
    st.binary(max_size=30),
    st.booleans(),
)
def test_a_png_with_a_hostile_chunk_never_raises(kind, data, before):
    body = chunk(b"IDAT", zlib.compress(bytes(39)))
    extra = chunk(kind, data)
    parts = [HEAD, extra, body] if before else [HEAD, body, extra]
    assert is_picture(as_png(*parts, chunk(b"IEND", b"")), "image/png") in (True, False)


@FUZZ
@given(
    st.sampled_from([b"\xe0", b"\xe1", b"\xe2", b"\xed", b"\xee", b"\xc0", b"\xc4", b"\xdb"]),
    st.sampled_from([b"", b"JFIF\x00", b"Exif\x00\x00MM\x00*", b"MPF\x00II*\x00\x08\x00\x00\x00", b"ICC_PROFILE\x00"]),
    st.binary(max_size=40),
)
def test_a_jpeg_with_a_hostile_segment_never_raises(marker, head, data):
    body = head + data
    segment = b"\xff" + marker + (len(body) + 2).to_bytes(2, "big") + body
    picture = base64.b64decode(JPEG)
    assert is_picture(base64.b64encode(picture[:2] + segment + picture[2:]).decode(), "image/jpeg") in (True, False)


# --- HTML and everything active -------------------------------------------------------------------------------------


class Active(HTMLParser):
    """What would run, load or cover something in a page."""

    FORBIDDEN = frozenset(
        [
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "button",
            "svg",
            "math",
            "link",
            "meta",
            "base",
            "template",
        ]
    )

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in self.FORBIDDEN:
            self.found.append(tag)
        for name, value in attrs:
            target = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or target.startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append(f"{name}={value}")


ATTACKS = [
    "<script>document.title='x'</script>",
    "<SCRIPT SRC=//a.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><p><style><img src='</style><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a title='\n\n<img src=x onerror=alert(1)>\n\n'>x</a>",
    '<a title="`<img src=x onerror=alert(1)>`">x</a>',
    "<style>* { display: none }</style>",
    "<form action='//a.example'><input name=password></form>",
    "<meta http-equiv=refresh content='0;url=//a.example'>",
    "<base href='//a.example'>",
    "<object data='//a.example'></object>",
    "<!--><script>alert(1)</script>-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<div onmouseover=alert(1) style='position:fixed;inset:0'>x</div>",
    "<details open ontoggle=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "]]><script>alert(1)</script>",
    "<script",
]
MARKDOWN_ATTACKS = [
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x](vbscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    '[x](http://a.example "title" onclick="alert(1)")',
    "![x](x' onerror='alert(1))",
    "$<script>alert(1)</script>$",
    "$$\n<img src=x onerror=alert(1)>\n$$",
    "\\begin{align}<script>alert(1)</script>\\end{align}",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "\\<script>alert(1)\\</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "# <script>alert(1)</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "> <script>alert(1)</script>",
]


@pytest.mark.parametrize("html", ATTACKS)
def test_nothing_active_is_left_of_displayed_html(shown, html):
    display(shown, text_html=html)
    assert all(Active(output.data["text/html"]).found == [] for output in valid(shown))


def test_html_cut_by_the_bound_is_sanitised_as_well(shown):
    say(shown, "x" * (outputs.MAX_TEXT - 10))
    display(shown, text_html="<img src=x onerror=alert(1)><script>alert(1)</script>")
    assert Active(valid(shown)[-1].data["text/html"]).found == []


def test_plain_markup_is_shown_as_it_is(shown):
    display(shown, text_html="<b>gras</b> et <em>oblique</em>")
    assert valid(shown)[0].data["text/html"] == "<b>gras</b> et <em>oblique</em>"


ACTIVE_KINDS = [
    "image/svg+xml",
    "application/javascript",
    "application/vnd.jupyter.widget-view+json",
    "application/vnd.plotly.v1+json",
    "application/json",
    "text/markdown",
    "text/latex",
    "image/gif",
    "text/HTML",
    "../x",
]


@pytest.mark.parametrize("mime", ACTIVE_KINDS)
@pytest.mark.parametrize("kind", ["display_data", "execute_result"])
def test_any_other_kind_of_display_is_dropped(shown, kind, mime):
    shown.add(kind, {"data": {mime: "<svg onload=alert(1)>", "text/plain": "reste"}, "metadata": {mime: {"a": 1}}})
    shown.add(kind, {"data": {mime: "<svg onload=alert(1)>"}})
    [output] = valid(shown)
    assert (output.data, output.metadata) == ({"text/plain": "reste"}, {})


@pytest.mark.parametrize(
    "data", [None, 3, "x", ["text/plain"], {}, {"text/plain": ["a"]}, {"text/html": None}], ids=str
)
def test_a_forged_display_is_dropped(shown, data):
    shown.add("display_data", {"data": data})
    assert valid(shown) == []


@pytest.mark.parametrize("content", [{}, {"text": None}, {"text": ["a"]}, {"name": None, "text": 3}], ids=str)
def test_a_forged_stream_is_dropped(shown, content):
    shown.add("stream", content)
    assert valid(shown) == []


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from([PNG, *ATTACKS]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["data", "text", "name", "ename", "evalue", "traceback", "text/html", "text/plain", "image/png"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
KINDS = st.sampled_from(["stream", "display_data", "execute_result", "update_display_data", "error", "clear_output"])


@settings(FUZZ, max_examples=40)
@given(st.lists(st.tuples(KINDS, st.dictionaries(st.sampled_from(["data", "text", "name", "traceback"]), JUNK))))
def test_any_messages_make_valid_outputs(messages):
    shown = Shown()
    for kind, content in messages:
        assert shown.add(kind, content)
    valid(shown)


# --- prose ----------------------------------------------------------------------------------------------------------


def sanitised(source, **metadata):
    notebook = new_notebook(cells=[new_markdown_cell(source, metadata=metadata)])
    sanitize_prose(notebook)
    [cell] = notebook.cells
    assert cell.metadata == {}
    return cell.source


@pytest.mark.parametrize("source", ATTACKS + MARKDOWN_ATTACKS)
def test_nothing_active_is_left_of_prose_once_rendered(source):
    assert Active(markdown2html(sanitised(source))).found == []


def test_the_statements_own_prose_stays_as_it_is():
    source = "Si $a < b$, alors <em>oui</em> & `x < y`."
    assert sanitised(source, tptorch="statement") == source


def test_ordinary_prose_stays_readable():
    source = "## Ma réponse\n\n* **un**, [lien](https://pytorch.org), $x^2$ et `code`"
    assert sanitised(source) == source


def test_code_cells_are_left_alone():
    notebook = new_notebook(cells=[nbformat.v4.new_code_cell("a < b")])
    sanitize_prose(notebook)
    assert notebook.cells[0].source == "a < b"
