"""Values on the wire: what comes back is the value, and hostile bytes give a ``WireError`` or data, nothing else."""

import contextlib
import json
import struct
from collections import namedtuple
from enum import IntEnum

import numpy as np
import pytest
import safetensors.torch
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tptorch.inside import wire
from tptorch.inside.wire import Opaque, WireError, decode, describe, encode

FUZZ = settings(max_examples=150, deadline=None, database=None, derandomize=True)
NO_TENSORS = safetensors.torch.save({})
Pair = namedtuple("Pair", "a b")


class Level(IntEnum):
    HIGH = 3


class Subclass(torch.Tensor):
    """Stands for a copy's own kind of tensor."""


def round_trip(value):
    return decode(encode(value))


def tree(node, tensors=NO_TENSORS):
    """Frames as a hostile process may write them: any JSON."""
    return [json.dumps(node).encode(), tensors]


def raw_tensors(header, data=b""):
    """A safetensors frame with any header."""
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


# --- round trips ----------------------------------------------------------------------------------------------------

PLAIN = [
    None,
    True,
    False,
    0,
    -7,
    10**39,
    0.1,
    -0.0,
    5e-324,
    float("inf"),
    float("-inf"),
    float("nan"),
    "",
    "é « œ » 🙂 \x00",
    [],
    (),
    {},
    set(),
    [1, (2.0, "trois"), {"quatre": [None, True]}],
    {1: "un", (2, 3): {"x": {4.0}}},
    torch.Size([2, 3]),
    torch.Size([]),
    torch.float32,
    torch.bool,
    torch.device("cpu"),
    torch.device("cuda:1"),
]


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_data_come_back_the_same(value):
    actual = round_trip(value)
    assert type(actual) is type(value)
    assert repr(actual) == repr(value)


@pytest.mark.parametrize(("value", "expected"), [(Level.HIGH, 3), (Pair(1, 2), (1, 2)), (frozenset(), Opaque)])
def test_subclasses_come_back_as_what_they_are_made_of(value, expected):
    actual = round_trip(value)
    assert isinstance(actual, Opaque) if expected is Opaque else (type(actual), actual) == (type(expected), expected)


TENSORS = {
    "0-d": torch.tensor(3.5),
    "empty": torch.empty(0),
    "empty with a shape": torch.empty(0, 3, dtype=torch.int64),
    "bool": torch.tensor([True, False]),
    "uint8": torch.arange(4, dtype=torch.uint8),
    "int8": torch.tensor([-3, 3], dtype=torch.int8),
    "int16": torch.tensor([-300], dtype=torch.int16),
    "int32": torch.tensor([[-70000]], dtype=torch.int32),
    "int64": torch.tensor([2**60]),
    "float16": torch.tensor([0.5], dtype=torch.float16),
    "bfloat16": torch.tensor([0.5], dtype=torch.bfloat16),
    "float64": torch.tensor([0.1], dtype=torch.float64),
    "complex64": torch.tensor([1 + 2j]),
    "transposed": torch.arange(6).reshape(2, 3).T,
    "strided": torch.arange(10)[::3],
    "expanded": torch.tensor([1.0]).expand(4),
    "conjugate": torch.tensor([1 + 2j]).conj(),
    "negated view": torch.tensor([1 + 2j]).conj().imag,
    "highest rank": torch.zeros([1] * wire.MAX_RANK),
}


@pytest.mark.parametrize("name", TENSORS)
def test_tensors_keep_values_dtype_and_shape(name):
    expected = TENSORS[name]
    actual = round_trip(expected)
    assert actual.dtype == expected.dtype
    assert actual.shape == expected.shape
    assert torch.equal(actual, expected.resolve_conj().resolve_neg())


def test_nan_and_infinities_survive_in_tensors():
    actual = round_trip(torch.tensor([float("nan"), float("inf"), float("-inf")]))
    assert actual.isnan().tolist() == [True, False, False]
    assert actual[1:].tolist() == [float("inf"), float("-inf")]


@pytest.mark.parametrize(
    "value", [torch.ones(2, requires_grad=True), torch.nn.Parameter(torch.ones(2)), torch.ones(2).as_subclass(Subclass)]
)
def test_a_tensor_of_any_class_comes_back_plain_and_detached(value):
    actual = round_trip(value)
    assert type(actual) is torch.Tensor
    assert not actual.requires_grad
    assert actual.tolist() == [1.0, 1.0]


def test_a_result_of_a_graph_comes_back_detached():
    weights = torch.ones(2, requires_grad=True)
    assert not round_trip((weights * 2).sum()).requires_grad


def test_what_comes_back_shares_nothing_with_what_was_sent():
    sent = torch.zeros(2)
    round_trip([sent])[0].add_(1)
    assert sent.tolist() == [0, 0]


def test_tensors_that_share_their_memory_are_sent_as_two():
    base = torch.arange(4.0)
    first, second = round_trip((base, base[1:]))
    assert (first.tolist(), second.tolist()) == ([0, 1, 2, 3], [1, 2, 3])


ARRAYS = {
    "float64": np.array([0.1, np.nan]),
    "0-d": np.array(2.5),
    "empty": np.empty((0, 2)),
    "bool": np.array([True, False]),
    "reversed": np.arange(3)[::-1],
    "transposed": np.arange(6).reshape(2, 3).T,
    "matrix": np.ones((2, 2), dtype=np.int32),
}


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_keep_values_dtype_and_shape(name):
    expected = ARRAYS[name]
    actual = round_trip(expected)
    assert type(actual) is np.ndarray
    assert (actual.dtype, actual.shape) == (expected.dtype, expected.shape)
    assert np.array_equal(actual, expected, equal_nan=True)


@pytest.mark.parametrize("value", [np.float32(0.5), np.int64(-3), np.bool_(True), np.uint8(255), np.float64(0.1)])
def test_numpy_scalars_stay_numpy_scalars(value):
    actual = round_trip(value)
    assert type(actual) is type(value)
    assert actual == value


@FUZZ
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.lists(inner, max_size=4).map(tuple)
            | st.dictionaries(st.text(max_size=5) | st.integers(-9, 9), inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_any_nested_data_come_back_the_same(value):
    assert repr(round_trip(value)) == repr(value)


# --- what has no form as data ---------------------------------------------------------------------------------------

OPAQUE = {
    "object": object(),
    "function": len,
    "class": int,
    "module": json,
    "generator": (i for i in ()),
    "bytes": b"abc",
    "complex": 1j,
    "network": torch.nn.Linear(1, 1),
    "sparse": torch.eye(2).to_sparse(),
    "meta": torch.empty(2, device="meta"),
    "complex128": torch.ones(1, dtype=torch.complex128),
    "rank too high": torch.zeros([1] * (wire.MAX_RANK + 1)),
    "int too large": 10**wire.MAX_DIGITS,
    "array of text": np.array(["a"]),
    "array of objects": np.array([None]),
    "array of records": np.zeros(1, dtype=[("a", "f4")]),
    "date": np.datetime64("2020-01-01"),
}


@pytest.mark.parametrize("name", OPAQUE)
def test_what_is_no_data_comes_back_opaque(name):
    first, second = round_trip([OPAQUE[name], 1])
    assert isinstance(first, Opaque)
    assert second == 1


def test_an_array_of_the_other_byte_order_is_data_or_opaque():
    actual = round_trip(np.array([1.0], dtype=">f8"))
    assert isinstance(actual, Opaque) or actual.tolist() == [1.0]


def test_opaque_equals_nothing():
    opaque = Opaque("Net")
    assert not opaque == opaque  # noqa: SIM201 — the point of the test
    assert opaque != Opaque("Net")
    assert not opaque == "Net"  # noqa: SIM201
    assert not torch.zeros(1) == opaque  # noqa: SIM201
    assert len({opaque, Opaque("Net")}) == 2


# --- bounds of what is sent -----------------------------------------------------------------------------------------


def nested(depth):
    value = "fond"
    for _ in range(depth):
        value = [value]
    return value


def unwrapped(value):
    while isinstance(value, list):
        [value] = value
    return value


def test_depth_is_bounded():
    assert unwrapped(round_trip(nested(wire.MAX_DEPTH))) == "fond"
    assert isinstance(unwrapped(round_trip(nested(wire.MAX_DEPTH + 1))), Opaque)


def test_a_list_that_holds_itself_is_cut():
    loop = []
    loop.append(loop)
    assert isinstance(unwrapped(round_trip(loop)), Opaque)


def test_the_number_of_values_is_bounded(monkeypatch):
    monkeypatch.setattr(wire, "MAX_NODES", 10)
    assert round_trip([0] * 9) == [0] * 9
    assert isinstance(round_trip([0] * 10), Opaque)


def test_a_list_too_long_leaves_its_neighbours_readable():
    scores, step = round_trip([[0.5] * wire.MAX_NODES, 0.1])
    assert isinstance(scores, Opaque)
    assert step == 0.1


def test_text_is_cut():
    assert round_trip("x" * (wire.MAX_TEXT + 5)) == "x" * wire.MAX_TEXT


@pytest.mark.parametrize("sign", [1, -1])
def test_digits_are_bounded(sign):
    largest = 10**wire.MAX_DIGITS - 1
    assert round_trip(sign * largest) == sign * largest
    assert isinstance(round_trip(sign * (largest + 1)), Opaque)


def test_bytes_of_all_tensors_together_are_bounded(monkeypatch):
    monkeypatch.setattr(wire, "MAX_TENSOR_BYTES", 2000)
    first, second, third = round_trip([torch.zeros(100), torch.zeros(200), np.zeros(10, dtype=np.uint8)])
    assert first.shape == (100,)
    assert isinstance(second, Opaque)
    assert isinstance(third, (Opaque, np.ndarray))


def test_a_type_name_is_bounded():
    assert len(round_trip(type("N" * 5000, (), {})()).type_name) <= 100


# --- hostile frames -------------------------------------------------------------------------------------------------

DEEP = {"list": [0]}
for _ in range(100):
    DEEP = {"list": [DEEP]}

HOSTILE_TREES = {
    "bare float": 1.5,
    "nan": float("nan"),
    "bare list": [1],
    "empty node": {},
    "two tags": {"list": [], "tuple": []},
    "unknown tag": {"pickle": "gASVAAAA"},
    "list of text": {"list": "abc"},
    "list of null": {"list": None},
    "unhashable in a set": {"set": [{"list": []}]},
    "unhashable key": {"dict": [[{"list": []}, 1]]},
    "dict without pairs": {"dict": [1]},
    "dict of triples": {"dict": [[1, 2, 3]]},
    "dict as an object": {"dict": {"ab": 1}},
    "dict of two-letter texts": {"dict": ["ab"]},
    "size of text": {"size": ["a"]},
    "float of a number": {"float": 1},
    "float of words": {"float": "xyz"},
    "float too large": {"float": "0x1p99999"},
    "dtype unknown": {"dtype": "load"},
    "dtype of a list": {"dtype": ["float32"]},
    "device unknown": {"device": "moon"},
    "device of a number": {"device": 0},
    "opaque of an object": {"opaque": {}},
    "no such tensor": {"tensor": 0},
    "tensor by text": {"tensor": "0"},
    "tensor by bool": {"tensor": True},
    "negative tensor": {"tensor": -1},
    "too deep": DEEP,
    "long integer": 10**wire.MAX_DIGITS,
    "long text": "x" * (wire.MAX_TEXT + 1),
    "long opaque": {"opaque": "x" * (wire.MAX_TEXT + 1)},
    "too many values": {"list": [0] * (wire.MAX_NODES + 1)},
}


@pytest.mark.parametrize("name", HOSTILE_TREES)
def test_a_tree_that_is_no_value_is_refused(name):
    with pytest.raises(WireError):
        decode(tree(HOSTILE_TREES[name]))


BAD_FRAMES = {
    "none": [],
    "one": [b"1"],
    "three": [b"1", NO_TENSORS, b""],
    "not bytes": [None, None],
    "empty": [b"", b""],
    "no JSON": [b"{", NO_TENSORS],
    "not UTF-8": [b'"\xff"', NO_TENSORS],
    "no tensors": [b"1", b"abc"],
    "pickle": [b"1", b"\x80\x04K\x01."],
    "deep JSON": [b"[" * 100_000, NO_TENSORS],
    "endless integer": [b"1" * 10_000, NO_TENSORS],
    "large tree": [b'"' + b"x" * wire.MAX_TREE_BYTES + b'"', NO_TENSORS],
}


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_frames_that_cannot_be_read_are_refused(name):
    with pytest.raises(WireError):
        decode(BAD_FRAMES[name])


def test_too_many_tensor_bytes_are_refused_unread(monkeypatch):
    monkeypatch.setattr(wire, "MAX_TENSOR_BYTES", 1000)
    with pytest.raises(WireError, match="large"):
        decode(tree(1, safetensors.torch.save({"0": torch.zeros(1000)})))


BAD_HEADERS = {
    "lying length": b"\xff" * 8 + b"{}",
    "dtype unknown": raw_tensors({"0": {"dtype": "PICKLE", "shape": [1], "data_offsets": [0, 1]}}, b"x"),
    "dtype not ours": safetensors.torch.save({"0": torch.zeros(1, dtype=torch.float8_e5m2)}),
    "shape overflows": raw_tensors({"0": {"dtype": "U8", "shape": [2**63, 2**63], "data_offsets": [0, 1]}}, b"x"),
    "negative shape": raw_tensors({"0": {"dtype": "U8", "shape": [-1], "data_offsets": [0, 1]}}, b"x"),
    "shape of text": raw_tensors({"0": {"dtype": "U8", "shape": "1", "data_offsets": [0, 1]}}, b"x"),
    "offsets outside": raw_tensors({"0": {"dtype": "U8", "shape": [9], "data_offsets": [0, 9]}}, b"x"),
    "offsets backwards": raw_tensors({"0": {"dtype": "U8", "shape": [1], "data_offsets": [1, 0]}}, b"x"),
    "rank too high": safetensors.torch.save({"0": torch.zeros([1] * (wire.MAX_RANK + 1))}),
    "no object": raw_tensors([1, 2]),
}


@pytest.mark.parametrize("name", BAD_HEADERS)
def test_forged_tensors_are_refused(name):
    with pytest.raises(WireError):
        decode(tree({"tensor": 0}, BAD_HEADERS[name]))


def test_an_array_of_a_dtype_that_numpy_lacks_is_refused():
    with pytest.raises(WireError):
        decode(tree({"array": 0}, safetensors.torch.save({"0": torch.zeros(1, dtype=torch.bfloat16)})))


def test_a_forged_bool_tensor_holds_only_true_and_false():
    forged = raw_tensors({"0": {"dtype": "BOOL", "shape": [2], "data_offsets": [0, 2]}}, b"\x07\x00")
    with contextlib.suppress(WireError):
        assert decode(tree({"tensor": 0}, forged)).view(torch.uint8).tolist() == [1, 0]


def test_one_tensor_named_many_times_does_not_multiply_the_memory(monkeypatch):
    monkeypatch.setattr(wire, "MAX_TENSOR_BYTES", 100_000)
    frames = tree({"list": [{"tensor": 0}] * 50}, safetensors.torch.save({"0": torch.zeros(20_000)}))
    with contextlib.suppress(WireError):
        kept = {tensor.data_ptr(): tensor.nbytes for tensor in decode(frames)}
        assert sum(kept.values()) <= 100_000


def test_a_forged_type_name_can_be_written_in_a_notebook():
    with contextlib.suppress(WireError):
        assert describe(decode([b'{"opaque": "\\ud800"}', NO_TENSORS])).encode("utf-8")


def decodes_or_refuses(frames):
    """Whatever is decoded can be described; nothing but ``WireError`` is raised."""
    with contextlib.suppress(WireError):
        assert isinstance(describe(decode(frames)), str)


@FUZZ
@given(st.lists(st.binary(max_size=200), max_size=3))
def test_random_bytes_never_raise_anything_else(frames):
    decodes_or_refuses(frames)


TAGS = ["list", "tuple", "set", "size", "dict", "float", "dtype", "device", "opaque", "tensor", "array", "scalar", "x"]
NODES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["0x1p3", "cpu"]),
    lambda inner: st.dictionaries(st.sampled_from(TAGS), inner, min_size=1, max_size=2) | st.lists(inner, max_size=3),
    max_leaves=12,
)


@FUZZ
@given(NODES)
def test_random_trees_never_raise_anything_else(node):
    decodes_or_refuses(tree(node, safetensors.torch.save({"0": torch.ones(2), "1": torch.tensor(1)})))


VALID = encode({"a": [1, 2.5, torch.ones(2, 3)], "b": (np.arange(3), "texte", torch.float32)})


@FUZZ
@given(st.sampled_from([0, 1]), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4))
def test_mutated_frames_never_raise_anything_else(which, changes):
    frames = [bytearray(frame) for frame in VALID]
    for place, byte in changes:
        frames[which][place % len(frames[which])] = byte
    decodes_or_refuses([bytes(frame) for frame in frames])


@FUZZ
@given(st.integers(0, 400), st.integers(0, 400))
def test_truncated_frames_never_raise_anything_else(first, second):
    decodes_or_refuses([VALID[0][:first], VALID[1][:second]])


# --- describe -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (torch.zeros(2, 3), "un tenseur float32 de taille (2, 3)"),
        (torch.tensor(1), "un tenseur int64 de taille ()"),
        (np.zeros(4), "un tableau numpy float64 de taille (4,)"),
        (Opaque("Linear"), "un objet de type Linear"),
        (float("nan"), "le flottant nan"),
        (float("inf"), "le flottant inf"),
        (0.5, "un flottant"),
        (True, "un booléen"),
        (3, "un entier"),
        ("secret", "une chaîne de caractères"),
        (None, "None (votre fonction a-t-elle un return ?)"),
        ([], "une liste à 0 élément"),
        ([1], "une liste à 1 élément"),
        ((1, 2), "un tuple à 2 éléments"),
        ({1: 2}, "un dictionnaire à 1 élément"),
        ({1, 2, 3}, "un ensemble à 3 éléments"),
        (torch.Size([2]), "un tuple à 1 élément"),
        (torch.float32, "un objet de type dtype"),
    ],
    ids=repr,
)
def test_describe_says_what_it_is_in_french(value, expected):
    assert describe(value) == expected


def test_describe_never_says_what_a_value_holds():
    assert "1234" not in describe(torch.tensor([1234])) + describe([1234]) + describe(1234) + describe("1234")
