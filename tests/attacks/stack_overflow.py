"""Recursion without end, first in Python, then in C."""

MARKS = {"half": 0, "total": 0, "step": 0}

# %% answer="half"
import sys


def half(x):
    return half(x)


sys.setrecursionlimit(10**9)

# %% answer="total"
total = lambda x: 0
