"""Integers and texts so long that who converts them works for minutes."""

MARKS = {"half": 0, "total": 0, "step": 0}

# %% answer="half"
half = lambda x: 10**100_000

# %% answer="total"
total = lambda x: "9" * 10_000_000

# %% answer="step"
step = 1 << 1_000_000
