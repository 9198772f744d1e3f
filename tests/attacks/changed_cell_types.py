"""Graded cells become markdown, and answers raw text, so that nothing is played."""

MARKS = {"half": 0}


def tamper(notebook):
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if grade_id:
            cell["cell_type"] = "markdown" if grade_id.startswith("test_") else "raw"
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
        if grade_id == "half":
            cell.source = "half = lambda x: x"
