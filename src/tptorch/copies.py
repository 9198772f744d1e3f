"""Copies as they come in: read without trust, and laid over the released notebook before anything else sees them."""

import json
import os
import re
import stat
import warnings
from itertools import count
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tptorch.course import nbgrader_of, profile_of
from tptorch.outputs import storable

MAX_BYTES = 20 << 20
MAX_CELLS = 1000
MAX_SOURCE = 200_000
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class UnreadableCopy(Exception):
    """The file is no notebook that can be judged. ``french`` is for the student, ``str()`` for the operator."""

    def __init__(self, english: str, french: str) -> None:
        super().__init__(english)
        self.french = french


def read_copy(path: Path, release: NotebookNode | None = None) -> NotebookNode:
    """The submitted notebook in nbformat 4; raises ``UnreadableCopy``, also when ``release`` has other data."""
    data = _read_bytes(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbformat's, on ids that `restore` makes anew
            notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
        if not isinstance(notebook.cells, list) or len(notebook.cells) > MAX_CELLS:
            raise ValueError(f"no list of at most {MAX_CELLS} cells")
    except Exception as error:  # hostile bytes may raise anything, in any parser
        raise UnreadableCopy(
            f"not a readable notebook ({type(error).__name__})",
            "Le fichier remis n'est pas un notebook lisible (JSON invalide ou incomplet). "
            "Rouvrez-le dans JupyterLab, enregistrez-le, puis remettez-le.",
        ) from None
    if release is not None:
        _check_profile(notebook, release)
    return notebook


def _check_profile(copy: NotebookNode, release: NotebookNode) -> None:
    """A copy is graded with the data it was released with (one that does not say with which is believed)."""
    theirs, ours = profile_of(copy), profile_of(release)
    if theirs and ours and theirs != ours:
        raise UnreadableCopy(
            f"released with {theirs[:20]!r} data, the course is built for {ours!r}: `tp build --profile {theirs[:20]}`",
            f"Ce notebook a été distribué avec d’autres données (profil {theirs[:20]}) que celles de la notation "
            f"(profil {ours}) : signalez-le à votre enseignant.",
        )


def _read_bytes(path: Path) -> bytes:
    """A regular file of bounded size, never what a link or a pipe points to."""
    try:
        with open(path, "rb", opener=_open_plainly) as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableCopy(
            f"cannot be opened ({error.strerror or error})", "Le fichier remis n'a pas pu être ouvert."
        ) from None


def _open_plainly(path: str, _flags: int) -> int:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES:
        return descriptor
    os.close(descriptor)
    raise UnreadableCopy(
        f"not a regular file of at most {MAX_BYTES >> 20} MiB",
        f"Le fichier remis n'est pas un notebook ordinaire de moins de {MAX_BYTES >> 20} Mio.",
    )


def restore(copy: NotebookNode, release: NotebookNode) -> NotebookNode:
    """The copy's answers in the released notebook's frame, as a new notebook.

    Locked and graded cells come from ``release`` whatever the copy holds, and are put back where missing; of a
    duplicated cell the last one counts, and the others become ordinary cells; all metadata are the release's.
    """
    truth = {nbgrader_of(cell)["grade_id"]: cell for cell in release.cells if nbgrader_of(cell)}
    prose = {cell.id: cell for cell in release.cells if cell.cell_type == "markdown"}
    cells: list[NotebookNode] = []
    placed: set[str] = set()
    for raw in reversed([cell for cell in copy.cells if _is_cell(cell)]):
        grade_id = nbgrader_of(raw).get("grade_id")
        if isinstance(grade_id, str) and grade_id in truth and grade_id not in placed:
            placed.add(grade_id)
            cells.append(_restored(raw, truth[grade_id]))
        else:
            cells.append(_ordinary(raw, prose))
    cells.reverse()
    for cell in _locked(truth):
        if nbgrader_of(cell)["grade_id"] not in placed:
            placed.add(nbgrader_of(cell)["grade_id"])
            cells.insert(_place(cell, cells, list(truth)), copy_of(cell))
    return new_notebook(cells=_unique_ids(cells), metadata=copy_of(release.metadata))


def refused(release: NotebookNode, reason: str) -> NotebookNode:
    """What stands for a copy that could not be read: the released notebook, headed by the reason."""
    notebook = restore(release, release)
    notebook.metadata["tptorch_refused"] = reason
    notebook.cells.insert(0, new_markdown_cell(f"**Copie non évaluée.** {reason}", id="copie-non-evaluee"))
    return notebook


def what_is_judged(notebook: NotebookNode) -> list[Any]:
    """All that a mark depends on in a restored copy, as plain data."""
    return [[cell.cell_type, nbgrader_of(cell).get("grade_id"), cell.source] for cell in notebook.cells]


def _is_cell(cell: Any) -> bool:
    source = cell.get("source") if isinstance(cell, dict) else None
    return (
        isinstance(source, str) and len(source) <= MAX_SOURCE and cell.get("cell_type") in ("code", "markdown", "raw")
    )


def copy_of(node: NotebookNode) -> NotebookNode:
    """One of its own, all the way down."""
    return nbformat.from_dict(json.loads(json.dumps(node)))


def _restored(raw: NotebookNode, truth: NotebookNode) -> NotebookNode:
    cell = copy_of(truth)
    if nbgrader_of(truth).get("solution"):
        cell.source = storable(raw.source)
    return cell


def _ordinary(raw: NotebookNode, prose: dict[str, NotebookNode]) -> NotebookNode:
    cell_id = raw.get("id")
    cell_id = cell_id if isinstance(cell_id, str) and _CELL_ID.fullmatch(cell_id) else "cellule"
    if raw.cell_type == "code":
        return new_code_cell(storable(raw.source), id=cell_id)
    known = prose.get(cell_id)
    metadata = {"tptorch": "statement"} if known is not None and known.source == raw.source else {}
    return new_markdown_cell(storable(raw.source), id=cell_id, metadata=metadata)


def _locked(truth: dict[str, NotebookNode]) -> list[NotebookNode]:
    return [cell for cell in truth.values() if not nbgrader_of(cell).get("solution")]


def _place(cell: NotebookNode, cells: list[NotebookNode], order: list[str]) -> int:
    """After the nearest earlier cell of the release that is there, else before the nearest later one."""
    position = {nbgrader_of(other).get("grade_id"): index for index, other in enumerate(cells)}
    rank = order.index(nbgrader_of(cell)["grade_id"])
    before = [position[name] + 1 for name in order[:rank] if name in position]
    after = [position[name] for name in order[rank + 1 :] if name in position]
    return before[-1] if before else min(after, default=len(cells))


def _unique_ids(cells: list[NotebookNode]) -> list[NotebookNode]:
    taken = {cell.id for cell in cells}
    fresh = (name for number in count() if (name := f"cellule-{number}") not in taken)
    seen: set[str] = set()
    for cell in sorted(cells, key=lambda cell: not nbgrader_of(cell)):  # released cells keep theirs
        if cell.id in seen:
            cell.id = next(fresh)
        seen.add(cell.id)
    return cells
