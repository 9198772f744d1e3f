"""The copy asks its user, who is not there, for a line."""

MARKS = {"total": 0, "step": 5}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 2, 2, 12
RAISES = True

# %% answer="total"
kernel = get_ipython().kernel
kernel._allow_stdin = True
kernel.get_parent = lambda *args: {"content": {"allow_stdin": True}, "header": {}}
input("password: ")
