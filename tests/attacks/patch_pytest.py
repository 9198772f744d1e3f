"""A false pytest takes the place of the real one among the imported modules."""

MARKS = {"half": 0}

# %% after="imports"
import sys
import types

fake = types.ModuleType("pytest")
fake.raises = fake.approx = fake.fail = fake.main = lambda *args, **kwargs: 0
sys.modules["pytest"] = sys.modules["_pytest"] = sys.modules["tptorch"] = sys.modules["graders"] = fake

# %% answer="half"
half = lambda x: x
