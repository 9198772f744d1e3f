"""Graded cells stand before all answers: there is nothing to judge yet, and what is judged is what stands there."""

MARKS = {"double": 0, "half": 0, "total": 0, "step": 0}


def tamper(notebook):
    notebook.cells.sort(key=lambda cell: not cell.metadata.get("nbgrader", {}).get("grade"))
