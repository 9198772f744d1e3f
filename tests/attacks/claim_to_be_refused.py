"""The notebook bears the engine's own marks of a total, of a statement and of a refused copy."""

MARKS = {"half": 0}


def tamper(notebook):
    from nbformat.v4 import new_markdown_cell

    notebook.metadata["tptorch_total"] = "20"
    notebook.metadata["tptorch_refused"] = "<script>alert(1)</script>"
    notebook.cells.insert(0, new_markdown_cell("<script>alert(1)</script>", id="copie-non-evaluee"))
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "half":
            cell.source = "half = lambda x: x"
