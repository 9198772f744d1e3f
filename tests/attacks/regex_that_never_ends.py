"""A regular expression that backtracks for ever holds the interpreter, deaf to interrupts."""

MARKS = {"total": 0}
CELL_SECONDS = 1
RAISES = True

# %% answer="total"
import re

re.match(r"(a+)+$", "a" * 60 + "b")
