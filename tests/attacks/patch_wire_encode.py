"""What encodes answers gives bytes of the attacker's making: unknown nodes, false dtypes, references to nothing."""

MARKS = {"double": 0, "half": 0, "total": 0, "step": 0}

# %% after="imports"
import sys

wire = sys.modules["tp_inside.wire"]
empty = b"\x02\0\0\0\0\0\0\0{}"
forged = iter(
    [
        [b'{"pickle": "gASV"}', empty],
        [b'{"tuple": [{"tensor": 0}, {"opaque": "x"}, {"device": "meta"}]}', empty],
        [b'{"array": -1}', b"\xff" * 1000],
        [b"[" * 100_000, empty],
    ]
)
wire.encode = lambda value: next(forged, [b"NaN", b""])
