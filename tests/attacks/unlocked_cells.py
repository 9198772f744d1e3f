"""Locked and graded cells are unlocked and rewritten."""

MARKS = {"half": 0}


def tamper(notebook):
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("locked"):
            meta["locked"], meta["solution"] = False, True
            cell.source = "5.0"
        if meta.get("grade_id") == "half":
            cell.source = "half = lambda x: x"
