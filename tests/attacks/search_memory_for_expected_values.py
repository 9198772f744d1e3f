"""An answer searches all objects and all frames of its process for a tensor that could be the expected one."""

MARKS = {"half": 0}

# %% answer="half"
import gc
import sys


def half(x):
    frame, known = sys._getframe(), []
    while frame:
        known += list(frame.f_locals.values()) + list(frame.f_globals.values())
        frame = frame.f_back
    for found in [*gc.get_objects(), *known]:
        if type(found) is torch.Tensor and found.shape == x.shape and not torch.equal(found, x):
            return found
    return x
