"""Hooks before and after each cell put wrong and right values in and out of the namespace."""

MARKS = {"half": 0, "step": 0}
SHOWS = "hooked"


# %% after="imports"
def before(info):
    print("hooked")
    get_ipython().user_ns["step"] = 0.5


def after(result):
    result.error_in_exec = result.error_before_exec = None
    get_ipython().user_ns["step"] = "0.5"


get_ipython().events.register("pre_run_cell", before)
get_ipython().events.register("post_run_cell", after)

# %% answer="half"
half = lambda x: x
