"""Ordinary cells take the ids of graded ones and stand before everything: the checks must not run at them."""


def tamper(notebook):
    from nbformat.v4 import new_code_cell

    names = ("test_double", "test_half", "test_total", "test_step", "double", "step")
    notebook.cells[:0] = [new_code_cell("pass", id=name) for name in names]
