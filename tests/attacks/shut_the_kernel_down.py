"""The kernel is asked to shut down, as a notebook's own menu would."""

MARKS = {"total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 5, 2, 12

# %% answer="total"
get_ipython().kernel.do_shutdown(False)
get_ipython().kernel.io_loop.stop()
exit()
