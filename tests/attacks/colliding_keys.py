"""A dictionary whose keys all have one hash is sent: who rebuilds it compares each with each."""

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
            json.dumps({"dict": [[{"float": float(k * prime * 2**60).hex()}, k] for k in range(24_000)]}).encode(),
            real(0)[1],
        ]
    )
