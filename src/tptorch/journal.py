"""What has been graded already, by the content it depends on: a rerun grades only what is new."""

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from tptorch.checks import Verdict
from tptorch.copies import what_is_judged
from tptorch.course import TP, state_dir
from tptorch.grade import Graded
from tptorch.play import Budget

ENGINE = Path(__file__).parent


class Journal:
    """Graded copies and reference budgets of one TP, one file each, under ``.tptorch/``."""

    def __init__(self, tp: TP) -> None:
        self.tp = tp
        self.folder = state_dir(tp.root) / "journal" / tp.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self._base = _digest(_course_files(tp), engine_digest())

    def key(self, notebook: NotebookNode, *, unsafe: bool = False) -> str:
        """Of a restored copy: its judged content, the checks, the release, the engine, and whether it was isolated."""
        return _digest([], self._base, json.dumps([what_is_judged(notebook), unsafe]))

    def load(self, key: str) -> Graded | None:
        """What was graded under that key, if anything."""
        entry = self._read(key)
        if entry is None:
            return None
        verdicts = [Verdict(**verdict) for verdict in entry["verdicts"]]
        notebook = nbformat.from_dict(entry["notebook"])
        return Graded(notebook, verdicts, entry["marks"], entry["stopped"], entry["seconds"])

    def save(self, key: str, graded: Graded) -> None:
        """Keep a graded copy; whole or not at all."""
        self._write(key, asdict(graded))

    def load_budget(self) -> Budget | None:
        """The reference's budget on this machine for the course as it is now, if measured."""
        entry = self._read(f"budget-{self._base}")
        return Budget(**entry) if entry else None

    def save_budget(self, budget: Budget) -> None:
        """Keep the reference's budget."""
        self._write(f"budget-{self._base}", asdict(budget))

    def _read(self, name: str) -> dict[str, Any] | None:
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        return None

    def _write(self, name: str, entry: dict[str, Any]) -> None:
        descriptor, temporary = tempfile.mkstemp(dir=self.folder)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(entry, file)
            os.replace(temporary, self.folder / f"{name}.json")
        except BaseException:
            os.unlink(temporary)
            raise


def _course_files(tp: TP) -> list[Path]:
    graders = sorted((tp.root / "graders").rglob("*"))
    support = [
        path for path in graders if path.is_file() and not path.name.startswith("test_") and path.suffix != ".pyc"
    ]
    return [tp.grader, tp.source_path, tp.release_path, *tp.assets, *support]


@cache
def engine_digest() -> str:
    """Of the engine's own source."""
    return _digest(sorted(ENGINE.rglob("*.py")))


def _digest(paths: list[Path], *texts: str) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:32]
