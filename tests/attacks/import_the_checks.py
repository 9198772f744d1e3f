"""The engine and the graders are imported by name."""

# %% after="imports"
import importlib

for name in ("graders", "graders.oracles", "graders.test_tp00_mini", "tptorch", "tptorch.checks", "nbgrader_config"):
    attempt(name, lambda: importlib.import_module(name), refused=ImportError)
