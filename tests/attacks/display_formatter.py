"""The display formatters write a mark, whatever is displayed."""

MARKS = {"half": 0}
SHOWS = "1000"

# %% after="imports"
get_ipython().display_formatter.format = lambda value, *args, **kwargs: ({"text/plain": "1000"}, {})
get_ipython().display_pub.publish({"text/plain": "1000"})

# %% answer="half"
half = lambda x: x
1
