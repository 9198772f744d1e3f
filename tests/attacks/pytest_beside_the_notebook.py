"""Modules and settings of pytest lie beside the notebook, to be found by the session of checks."""

MARKS = {"half": 0}
BESIDE = {
    "pytest.py": "open('trace-of-an-attack', 'w').close()\n",
    "conftest.py": "open('trace-of-an-attack', 'w').close()\n",
    "pytest.ini": "[pytest]\naddopts = --collect-only\n",
    "test_tp00_mini.py": "def test(): pass\n",
    "graders.py": "open('trace-of-an-attack', 'w').close()\n",
}

# %% answer="half"
half = lambda x: x
