"""Modules named like real ones are written where Python might look for them, for this copy and for the next."""

# %% after="imports"
import importlib
import sys

for name in ("torch", "numpy", "random", "pytest", "sitecustomize", "usercustomize"):
    for folder in (".", "/tmp", "/tmp/ipython"):
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/{name}.py", "w") as file:
            file.write(f"open('/tmp/{TOLD['trace']}', 'w')\nraise SystemExit\n")
for folder in (os.path.dirname(torch.__file__), sys.prefix, "/tp/tp_inside", "/assets", "/usr/lib"):
    attempt(f"write in {folder}", lambda: open(f"{folder}/{TOLD['trace']}", "w"))
