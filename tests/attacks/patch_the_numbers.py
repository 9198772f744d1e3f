"""random, numpy and torch give the attacker's numbers, so that any two draws are the same."""

MARKS = {"half": 0, "total": 0}

# %% after="imports"
import random

import numpy

torch.randn = torch.rand = lambda *size, **kwargs: torch.zeros(*size)
torch.manual_seed = random.seed = numpy.random.seed = lambda *args: None
random.random = lambda: 0.0

# %% answer="half"
half = lambda x: torch.randn(2, 3)

# %% answer="total"
total = lambda x: torch.randn(())
