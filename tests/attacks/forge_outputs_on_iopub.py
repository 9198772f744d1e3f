"""Forged outputs, of every kind and shape, are published in the name of the cell being played."""

MARKS = {"half": 0}

# %% before="half"
kernel = get_ipython().kernel


def publish(kind, content):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())


def forge(result=None):
    for mark in ("1000", "nan", "5.0", "inf", 5, None, ["5"]):
        publish("execute_result", {"data": {"text/plain": mark}, "execution_count": "x"})
        publish("display_data", {"data": [mark]})
        publish("stream", {"name": "stderr", "text": mark})
        publish("error", {"ename": mark, "evalue": [mark], "traceback": {"a": mark}})
    publish("clear_output", {"wait": False})
    publish("status", {"execution_state": ["idle"]})
    publish("unheard_of", {})


forge()
get_ipython().events.register("post_run_cell", forge)

# %% answer="half"
half = lambda x: x
