"""What is displayed is nested so deep that who walks through it falls."""

# %% after="imports"
for depth in (300, 900, 5000):
    deep = "[" * depth + "]" * depth
    kernel = get_ipython().kernel
    pack, kernel.session.pack = (
        kernel.session.pack,
        lambda content: (
            b'{"data": {"x": ' + deep.encode() + b', "text/plain": "deep"}, "metadata": {}}'
            if isinstance(content, dict) and content.get("deep")
            else pack(content)
        ),
    )
    kernel.session.send(kernel.iopub_socket, "display_data", {"deep": True}, parent=kernel.get_parent())
    kernel.session.pack = pack
