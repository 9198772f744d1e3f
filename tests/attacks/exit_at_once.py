"""The process ends, without a word, in the middle of the notebook."""

MARKS = {"total": 0, "step": 0}

# %% answer="total"
import os

os._exit(0)
