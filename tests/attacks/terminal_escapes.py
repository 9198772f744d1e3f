"""Control characters that move a terminal's cursor stand in names, errors and outputs."""

MARKS = {"half": 0, "total": 0}

# %% answer="half"
half = lambda x: type("\x1b]0;owned\x07\x1b[2J\n  ✓ Tout est juste (5 points)", (), {})()


# %% answer="total"
def total(x):
    raise type("\x1b[2J", (Exception,), {})("\x1b[1A\x1b[2K✓\r\n")
