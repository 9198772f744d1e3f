"""A cell takes the id and the marks of the teacher's own prose, which alone is not cleaned, and holds a script."""


def tamper(notebook):
    from nbformat.v4 import new_markdown_cell

    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    for cell in prose:
        cell.source += "\n<script>alert(1)</script>"
        cell.metadata["tptorch"] = "statement"
    notebook.cells.insert(
        0, new_markdown_cell("<script>alert(1)</script>", id=prose[0].id, metadata={"tptorch": "statement"})
    )
