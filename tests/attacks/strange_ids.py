"""Ids of cells are repeated, empty, huge, not texts, or already those that would replace them."""


def tamper(notebook):
    from nbformat.v4 import new_code_cell

    strange = [
        "cellule-1",
        "cellule-1",
        "cellule-1",
        "",
        "x" * 500,
        "<script>",
        "../../x",
        "cellule",
        "cellule-7",
    ]
    notebook.cells[:0] = [new_code_cell("1") for _ in strange]
    notebook.cells.append(new_code_cell("2"))
    for cell, name in zip(notebook.cells, strange, strict=False):
        cell["id"] = name
    notebook.cells[-1]["id"] = "cellule-1"
