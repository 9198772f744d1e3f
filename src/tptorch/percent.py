"""Percent scripts: the hand-written form of notebooks (``solutions/``) and of answers (``tests/answers/``)."""

from pathlib import Path

import jupytext
from nbformat import NotebookNode

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def read_cells(path: Path) -> list[NotebookNode]:
    """The cells of a percent script; each header's ``key=value`` pairs stand in the cell's metadata."""
    cells = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent").cells
    for cell in cells:
        for layout in ("lines_to_next_cell", "lines_to_end_of_cell_marker"):  # jupytext's own notes on blank lines
            cell.metadata.pop(layout, None)
    return cells


def of_profile(cells: list[NotebookNode], profile: str) -> list[NotebookNode]:
    """Without the cells that only another profile has."""
    return [cell for cell in cells if cell.metadata.get("profile", profile) == profile]
