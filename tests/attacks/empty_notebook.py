"""The notebook holds no cell at all."""

MARKS = {"double": 0, "half": 0, "total": 0, "step": 0}


def tamper(notebook):
    notebook["cells"] = []
