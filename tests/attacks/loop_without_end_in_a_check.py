"""A function loops for ever when a check calls it: this exercise fails alone."""

MARKS = {"half": 0}
CALL_SECONDS = 1


# %% answer="half"
def half(x):
    while x.ndim:
        pass
    return x / 2
