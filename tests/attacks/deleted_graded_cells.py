"""All graded cells are deleted: they are put back and judged."""

MARKS = {"half": 0}


def tamper(notebook):
    meta = lambda cell: cell.metadata.get("nbgrader", {})
    notebook.cells = [cell for cell in notebook.cells if not meta(cell).get("grade")]
    for cell in notebook.cells:
        if meta(cell).get("grade_id") == "half":
            cell.source = "half = lambda x: x"
