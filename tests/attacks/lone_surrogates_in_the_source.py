"""Half characters, which no file can hold, stand in the source of an answer and of a comment."""

MARKS = {"half": 0}
RAISES = True


def tamper(notebook):
    from nbformat.v4 import new_code_cell, new_markdown_cell

    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "half":
            cell.source = "half = '\ud800'"
    notebook.cells.insert(0, new_markdown_cell("\udfff texte"))
    notebook.cells.insert(0, new_code_cell("# \ud83d"))
