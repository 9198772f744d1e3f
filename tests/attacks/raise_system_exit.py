"""A function raises SystemExit(0), KeyboardInterrupt or GeneratorExit in place of an answer."""

MARKS = {"double": 0, "half": 0, "total": 0}


# %% answer="double"
def double(x):
    raise SystemExit(0)


# %% answer="half"
def half(x):
    raise KeyboardInterrupt


# %% answer="total"
def total(x):
    raise GeneratorExit
