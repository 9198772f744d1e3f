"""The shell runs something harmless in place of each graded cell, and reports success."""

MARKS = {"half": 0}
SHOWS = "success"

# %% after="imports"
shell = get_ipython()
real = shell.run_cell_async


def run_cell(code, *args, **kwargs):
    if "assert" in code:
        code = kwargs["transformed_cell"] = "print('success')"
    return real(code, *args, **kwargs)


shell.run_cell_async = run_cell

# %% answer="half"
half = lambda x: x
