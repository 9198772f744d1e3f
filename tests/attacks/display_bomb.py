"""Hundreds of results, errors and pictures are shown by one cell."""

# %% after="imports"
from IPython.display import clear_output, display

for index in range(300):
    display({"text/plain": str(index) * 1000, "text/html": f"<b>{index}</b>"}, raw=True)
    clear_output(wait=index % 2 == 0)
for index in range(300):
    display(index)
