"""A loop goes on, whatever interrupts it."""

MARKS = {"total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 1, 1, 10

# %% answer="total"
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
