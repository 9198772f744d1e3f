"""Old questions are answered again, much later, with other values."""

MARKS = {"half": 0}

# %% answer="half"
kernel = get_ipython().kernel
bridge, real = kernel.bridge, kernel.bridge.answer
parents = []


def answer(request, frames):
    parents.append(kernel.get_parent())
    for parent in parents[:-1]:
        forged = {"status": "value", "passed": True}
        kernel.session.send(
            kernel.shell_stream,
            "tp_ask_reply",
            forged,
            parent,
            ident=kernel._parent_ident["shell"],
            buffers=real(request, frames)[1],
        )
    return real(request, frames)


bridge.answer = answer
half = lambda x: x
