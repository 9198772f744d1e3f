"""torch's own comparisons are replaced by ones that always agree."""

MARKS = {"double": 0, "half": 0}

# %% after="imports"
torch.equal = torch.allclose = lambda *args, **kwargs: True
torch.isclose = torch.eq = torch.ne = lambda a, *args, **kwargs: torch.ones_like(a, dtype=torch.bool)

# %% answer="double"
double = half = lambda x: x

# %% answer="half"
