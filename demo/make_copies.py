"""Makes real submissions out of the released notebook and small answer files."""

import copy
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tptorch.course import TP, nbgrader_of
from tptorch.grade import reference_copy
from tptorch.percent import read_cells

COPIES = Path(__file__).parent / "copies"


def write_class(tp: TP, submitted: Path) -> list[str]:
    """Write ``submitted/<student>/<tp>/<tp>.ipynb`` for every answer file of the TP; the students' names."""
    students = []
    for script in sorted((COPIES / tp.name).glob("*.py")):
        folder = submitted / script.stem / tp.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{tp.name}.ipynb").write_bytes(make_copy(tp, script))
        students.append(script.stem)
    return students


def expected_mark(script: Path) -> float:
    """The mark that the script says its copy deserves."""
    return next(float(step.metadata["mark"]) for step in read_cells(script) if "mark" in step.metadata)


def make_copy(tp: TP, script: Path) -> bytes:
    """The file that this student submitted."""
    steps = read_cells(script)
    from_reference = any("base" in step.metadata for step in steps)
    notebook = reference_copy(tp) if from_reference else copy.deepcopy(tp.release)
    length = None
    for step in steps:
        for action, value in step.metadata.items():
            if action == "truncate":
                length = int(value)
            elif action not in ("base", "mark"):
                _ACTIONS[action](notebook, value, step.source)
    return nbformat.writes(notebook).encode()[:length]


def _answer(notebook: NotebookNode, grade_id: str, source: str) -> None:
    notebook.cells[_index(notebook, grade_id)].source = source


def _after(notebook: NotebookNode, grade_id: str, source: str) -> None:
    notebook.cells.insert(_index(notebook, grade_id) + 1, new_code_cell(source))


def _duplicate(notebook: NotebookNode, grade_id: str, source: str) -> None:
    index = _index(notebook, grade_id)
    twin = copy.deepcopy(notebook.cells[index])
    twin.id, twin.source = f"{twin.id}-copie", source or twin.source
    notebook.cells.insert(index + 1, twin)


def _delete(notebook: NotebookNode, grade_id: str, _source: str) -> None:
    del notebook.cells[_index(notebook, grade_id)]


def _index(notebook: NotebookNode, grade_id: str) -> int:
    return next(i for i, cell in enumerate(notebook.cells) if nbgrader_of(cell).get("grade_id") == grade_id)


_ACTIONS = {"answer": _answer, "after": _after, "duplicate": _duplicate, "delete": _delete}
