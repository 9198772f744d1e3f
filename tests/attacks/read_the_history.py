"""The history of cells, and IPython's database of it, are searched for hidden tests."""

SHOWS = "1 cells"

# %% before="half"
import glob
import os

earlier = In[:-1]
assert not [text for text in earlier if "check(" in text or "TestDouble" in text or "student." in text]
print(len([text for text in earlier if "def double" in text]), "cells")
assert not glob.glob("/tmp/**/*.sqlite", recursive=True) + glob.glob(os.path.expanduser("~/.ipython/**/*.sqlite"))
