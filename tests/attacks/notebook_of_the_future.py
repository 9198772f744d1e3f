"""The file claims a minor version of the format that does not exist yet, and holds fields of its own."""


def tamper(notebook):
    notebook["nbformat_minor"] = 999
    notebook["future"] = {"x": [1]}
    for cell in notebook.cells:
        cell["future"] = "<script>"
