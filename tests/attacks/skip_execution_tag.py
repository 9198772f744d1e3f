"""Tags ask that graded cells be skipped, or that their errors be allowed."""

MARKS = {"half": 0}


def tamper(notebook):
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution", "raises-exception", "nbgrader-skip", "remove_cell"]
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "half":
            cell.source = "half = lambda x: x"
