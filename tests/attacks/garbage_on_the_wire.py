"""Bytes that are no message are sent on every socket of the kernel."""

MARKS = {"half": 0}

# %% before="half"
kernel = get_ipython().kernel
identity = kernel._parent_ident["shell"]
for parts in ([b""], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"0" * 64, b"{", b"[]", b"1", b"null"], [b"\xff" * 100_000] * 20):
    kernel.iopub_socket.send_multipart(parts)
    kernel.shell_stream.send_multipart([*identity, *parts])

# %% answer="half"
half = lambda x: x
