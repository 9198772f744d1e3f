"""A set of integers that all have one hash is sent: who rebuilds it compares each with each."""

MARKS = {"half": 0}

# %% answer="half"
import json
import sys

prime = sys.hash_info.modulus
wire, real = sys.modules["tp_inside.wire"], sys.modules["tp_inside.wire"].encode


def half(x):
    if x.ndim == 0:
        return x / 2
    wire.encode = lambda value: (
        setattr(wire, "encode", real)
        or [
            json.dumps({"set": [k * prime for k in range(49_000)]}).encode(),
            real(0)[1],
        ]
    )
