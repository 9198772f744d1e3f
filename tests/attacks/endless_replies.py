"""A background thread floods the shell socket with replies to nothing that was asked."""

MARKS = {"half": 0, "total": 0, "step": 0}
SILENT = True
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 3, 2, 8

# %% answer="half"
import threading

kernel = get_ipython().kernel
identity = kernel._parent_ident["shell"]
socket = kernel.shell_stream.socket


def flood():
    while True:
        kernel.session.send(socket, "execute_reply", {"status": "ok"}, {"msg_id": "none"}, ident=identity)


threading.Thread(target=flood, daemon=True).start()
half = lambda x: x
