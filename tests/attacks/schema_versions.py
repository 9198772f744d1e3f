"""Cells claim old, future and impossible versions of nbgrader's schema."""

MARKS = {"half": 0}


def tamper(notebook):
    versions = iter([0, 1, 2, 4, 99, "3", None, -1] * 9)
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata["nbgrader"]["schema_version"] = next(versions)
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "half":
            cell.source = "half = lambda x: x"
