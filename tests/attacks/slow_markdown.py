"""Markdown cells hold HTML that takes who cleans it minutes, after the copy's time is over."""


def tamper(notebook):
    from nbformat.v4 import new_markdown_cell

    notebook.cells += [new_markdown_cell("<a><i>" * 12_000, id=f"slow-{index}") for index in range(3)]
