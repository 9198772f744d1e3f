"""An input transformer takes the asserts out of every later cell."""

MARKS = {"half": 0}
SHOWS = "transformed"


# %% after="imports"
def without_asserts(lines):
    return ["print('transformed')\n", *(line for line in lines if not line.startswith("assert"))]


get_ipython().input_transformers_cleanup.append(without_asserts)

# %% answer="half"
half = lambda x: x
