"""The copy answers, closes its end of the wire, and only then says that it is done: who sends next would wait for ever."""

MARKS = {"half": 0, "total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 3, 2, 12

# %% answer="half"
import os
import socket
import time

kernel = get_ipython().kernel
parent, identity = kernel.get_parent(), kernel._parent_ident["shell"]
kernel.session.send(kernel.shell_stream.socket, "execute_reply", {"status": "ok"}, parent, ident=identity)
time.sleep(0.2)
kernel.shell_stream.socket.setsockopt(17, 0)  # LINGER
kernel.shell_stream.socket.close()
time.sleep(0.3)
kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent)
time.sleep(600)
