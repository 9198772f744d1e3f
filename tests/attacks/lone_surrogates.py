"""Half characters, which no file can hold, stand in outputs, errors and names."""

RAISES = True

# %% after="imports"
kernel = get_ipython().kernel
pack, text = kernel.session.pack, b'"\\ud800\\udfff\\ud83d"'
for kind, content in (
    ("stream", b'{"name": "stdout", "text": %s}' % text),
    ("display_data", b'{"data": {"text/plain": %s, "text/html": %s}, "metadata": {}}' % (text, text)),
    ("error", b'{"ename": %s, "evalue": %s, "traceback": [%s]}' % (text, text, text)),
):
    kernel.session.pack = lambda value: content if value == {"forged": 1} else pack(value)
    kernel.session.send(kernel.iopub_socket, kind, {"forged": 1}, parent=kernel.get_parent())
    kernel.session.pack = pack
