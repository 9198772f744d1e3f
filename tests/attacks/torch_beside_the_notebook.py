"""A module torch.py lies beside the notebook, to be imported in place of the real one."""

BESIDE = {
    "torch.py": "open('trace-of-an-attack', 'w').close()\nraise SystemExit\n",
    "numpy.py": "open('trace-of-an-attack', 'w').close()\nraise SystemExit\n",
    "tptorch.py": "open('trace-of-an-attack', 'w').close()\nraise SystemExit\n",
}
