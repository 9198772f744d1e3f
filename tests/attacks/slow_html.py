"""HTML is shown that takes who cleans it minutes."""

# %% after="imports"
from IPython.display import HTML, display

display(HTML("<a><i>" * 9000))
display(HTML("<" * 20_000))
