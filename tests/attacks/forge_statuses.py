"""Replies carry every status and type that no honest kernel would send."""

MARKS = {"half": 0, "total": 0, "step": 0}

# %% answer="half"
kernel = get_ipython().kernel
strange = iter(
    [{"status": ["value"]}, {"status": {"a": 1}}, {"status": None}, {"status": "error", "type": [1], "line": "x"}]
)


def strange_reply(request, frames):
    return next(strange, {}), [b"x"] * 3


kernel.bridge.answer = strange_reply
