"""The session's packer writes messages that hold nothing that was asked."""

MARKS = {"double": 0, "half": 0, "total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 2, 1, 5

# %% after="imports"
get_ipython().kernel.session.pack = lambda content: b'{"status": "value"}'
