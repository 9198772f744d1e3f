"""The environment and the arguments, its own and others', are searched for tokens, paths and names."""

# %% after="imports"
import sys

words = (TOLD["course"], "TOKEN", "SECRET", "SSH", "NBGRADER", "/root", "AWS")
known = {"NBGRADER_EXECUTION": "autograde"}  # what nbgrader tells every copy
own = str(dict(os.environ.items() - known.items())).replace(sys.prefix, "")  # its own interpreter's folder is known
print("HARM: environment" if [w for w in words if w in own] else "tried: own environment")
print("HARM: arguments" if TOLD["course"] in str(sys.argv + sys.path) else "tried: own arguments")
for pid in (1, 2, os.getppid()):
    attempt(f"environment of {pid}", lambda: open(f"/proc/{pid}/environ", "rb").read(1))
