"""The kernel's handlers for cells and questions are replaced by the copy's own."""

MARKS = {"half": 0, "total": 0, "step": 0}
SECONDS = 2
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 3, 2, 8

# %% before="half"
kernel = get_ipython().kernel


def passed(stream, ident, parent):
    reply = {"status": "value", "passed": True, "mark": 5, "points": 5}
    kernel.session.send(stream, "tp_ask_reply", reply, parent, ident=ident, buffers=[b'{"float": "0x1p-1"}', b""])


kernel.tp_ask_request = kernel.shell_handlers["tp_ask_request"] = passed

# %% answer="half"
half = lambda x: x
