"""Points are raised, negated, made infinite or moved to other cells."""

MARKS = {"half": 0}


def tamper(notebook):
    points = iter([1000, -5, float("inf"), "5", None, [5], float("nan")] * 5)
    for cell in notebook.cells:
        meta = cell.metadata.setdefault("nbgrader", {"schema_version": 3, "grade": True, "grade_id": f"new{id(cell)}"})
        meta["points"], meta["grade"] = next(points), True
        if meta["grade_id"] == "half":
            cell.source = "half = lambda x: x"
