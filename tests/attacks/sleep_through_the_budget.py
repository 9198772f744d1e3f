"""Each cell and each call takes just less than it may, so that only the whole is too long."""

MARKS = {"half": 0, "total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 3, 3, 5
SHOWS = "temps accordé"

# %% answer="half"
import time

time.sleep(2)


def half(x):
    time.sleep(2)
    return x / 2


# %% answer="total"
import time

time.sleep(2.5)

# %% after="total"
time.sleep(2.5)
