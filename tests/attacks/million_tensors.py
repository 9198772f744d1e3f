"""The answer's header names a million empty tensors: who loads it makes them all."""

MARKS = {"half": 0}

# %% answer="half"
import sys

wire, real = sys.modules["tp_inside.wire"], sys.modules["tp_inside.wire"].encode
entries = ",".join(f'"{k}":{{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}' for k in range(1_000_000))
header = b"{" + entries.encode() + b"}"


def half(x):
    if x.ndim == 0:
        return x / 2
    wire.encode = lambda value: setattr(wire, "encode", real) or [b"0", len(header).to_bytes(8, "little") + header]
