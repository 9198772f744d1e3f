"""A custom exception handler swallows failed asserts and shows a mark in their place."""

MARKS = {"half": 0}
SHOWS = "swallowed"


# %% after="imports"
def swallow(shell, kind, value, trace, tb_offset=None):
    print("swallowed", kind.__name__)
    return []


get_ipython().set_custom_exc((BaseException,), swallow)

# %% answer="half"
half = lambda x: x
