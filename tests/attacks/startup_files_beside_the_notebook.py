"""Start-up files of Python, IPython and nbgrader lie beside the notebook."""

BESIDE = {
    "sitecustomize.py": "open('trace-of-an-attack', 'w').close()\n",
    "usercustomize.py": "open('trace-of-an-attack', 'w').close()\n",
    "nbgrader_config.py": "open('trace-of-an-attack', 'w').close()\n",
    "ipython_config.py": "open('trace-of-an-attack', 'w').close()\n",
    "jupyter_config.py": "open('trace-of-an-attack', 'w').close()\n",
    "jupyter_nbconvert_config.py": "open('trace-of-an-attack', 'w').close()\n",
    ".pth": "import os; open('trace-of-an-attack', 'w')\n",
}
