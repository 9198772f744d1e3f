"""Large replies to nothing that was asked are sent faster than the engine reads them."""

MARKS = {"half": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 5, 2, 12

# %% answer="half"
import zmq

kernel = get_ipython().kernel
part = zmq.Frame(b"x" * (60 << 20), copy=False)
identity = kernel._parent_ident["shell"]


def half(x):
    if x.ndim == 2:
        for _ in range(12):
            kernel.shell_stream.socket.send_multipart([*identity, part], copy=False)
    return x
