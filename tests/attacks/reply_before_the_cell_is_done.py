"""The end of a cell is forged while the cell goes on, past any time that a cell is allowed."""

MARKS = {"half": 0, "total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 2, 2, 12

# %% answer="half"
kernel = get_ipython().kernel
parent, identity = kernel.get_parent(), kernel._parent_ident["shell"]
kernel.session.send(kernel.shell_stream.socket, "execute_reply", {"status": "ok"}, parent, ident=identity)
kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent)
while True:
    try:
        while True:
            pass
    except KeyboardInterrupt:
        pass
