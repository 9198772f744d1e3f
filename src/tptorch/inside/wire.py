"""Values as data: JSON for the structure, safetensors for the numbers.

Both sides encode; the trusted side decodes what a hostile process may have written, so
that ``decode`` bounds everything before it believes it and runs nothing of it.
"""

import json
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import safetensors.torch
import torch

MAX_DEPTH = 16
MAX_NODES = 50_000
MAX_TEXT = 20_000
MAX_DIGITS = 40
MAX_RANK = 16
MAX_KEYS = 2000
MAX_TREE_BYTES = 4 << 20
MAX_TENSOR_BYTES = 64 << 20
MAX_HEADER_BYTES = 1 << 20
MAX_TENSORS = 5000

_DTYPES = {str(getattr(torch, name)).removeprefix("torch."): getattr(torch, name) for name in (
    ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64"]
)}  # fmt: skip
_SEQUENCES = {"list": list, "tuple": tuple, "set": set, "size": torch.Size}

Frames = list[bytes]


class WireError(Exception):
    """What was received is not well-formed data, or exceeds a bound."""


@dataclass(frozen=True, eq=False)
class Opaque:
    """Stands for a value that has no form as data; equal to nothing, itself included."""

    type_name: str

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = object.__hash__


def encode(value: Any) -> Frames:
    """Two frames: the tree of ``value`` in JSON, its tensors in safetensors."""
    encoder = _Encoder()
    tree = encoder.node(value, 0)
    tensors = {str(index): tensor for index, tensor in enumerate(encoder.tensors)}
    return [json.dumps(tree, allow_nan=False).encode(), safetensors.torch.save(tensors)]


def decode(frames: Frames) -> Any:
    """The value of two frames; raises ``WireError`` on anything else."""
    try:
        tree_bytes, tensor_bytes = map(bytes, frames)
        if len(tree_bytes) > MAX_TREE_BYTES or len(tensor_bytes) > MAX_TENSOR_BYTES:
            raise WireError("too large")
        if int.from_bytes(tensor_bytes[:8], "little") > MAX_HEADER_BYTES:
            raise WireError("too many tensors")
        decoder = _Decoder(safetensors.torch.load(tensor_bytes))
        return decoder.value(json.loads(tree_bytes), 0)
    except WireError:
        raise
    except Exception as error:  # hostile bytes may raise anything, in any parser
        raise WireError(f"{type(error).__name__}: {error}"[:200]) from None


class _Encoder:
    def __init__(self) -> None:
        self.tensors: list[torch.Tensor] = []
        self.nodes = 0
        self.nbytes = 0

    def node(self, value: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            return {"opaque": "too large"}
        if value is None or type(value) is bool:
            return value
        if isinstance(value, (int, float, str)) and not isinstance(value, np.generic):
            return _encode_scalar(value)
        if isinstance(value, (torch.Tensor, np.ndarray, np.generic)):
            return self._numbers(value)
        if isinstance(value, torch.dtype):
            return {"dtype": str(value).removeprefix("torch.")}
        if isinstance(value, torch.device):
            return {"device": str(value)}
        return self._container(value, depth)

    def _container(self, value: Any, depth: int) -> Any:
        if isinstance(value, (dict, list, tuple, set)) and self.nodes + len(value) > MAX_NODES:
            return {"opaque": "too large"}
        if isinstance(value, dict):
            pairs = list(value.items())
            return {"dict": [[self.node(k, depth + 1), self.node(v, depth + 1)] for k, v in pairs]}
        for kind, cls in (("size", torch.Size), ("tuple", tuple), ("list", list), ("set", set)):
            if isinstance(value, cls):
                return {kind: [self.node(item, depth + 1) for item in list(value)]}
        return {"opaque": type(value).__name__[:100]}

    def _numbers(self, value: Any) -> Any:
        try:
            if isinstance(value, torch.Tensor):
                return self._tensor("tensor", value)
            kind = "array" if isinstance(value, np.ndarray) else "scalar"
            return self._tensor(kind, torch.from_numpy(np.array(value)))
        except Exception:  # meta, nested, text, big-endian…: no plain numbers
            return {"opaque": f"{type(value).__name__} {getattr(value, 'dtype', '')}"[:100]}

    def _tensor(self, kind: str, value: torch.Tensor) -> Any:
        if value.layout != torch.strided or str(value.dtype).removeprefix("torch.") not in _DTYPES:
            return {"opaque": f"tensor {value.layout} {value.dtype}"[:100]}
        plain = torch.Tensor.detach(value).as_subclass(torch.Tensor)
        self.nbytes += plain.numel() * plain.element_size()
        if self.nbytes > MAX_TENSOR_BYTES // 2 or plain.ndim > MAX_RANK or len(self.tensors) >= MAX_TENSORS:
            return {"opaque": "too large"}
        self.tensors.append(plain.cpu().resolve_conj().resolve_neg().clone(memory_format=torch.contiguous_format))
        return {kind: len(self.tensors) - 1}


def _encode_scalar(value: int | float | str) -> Any:
    if isinstance(value, str):
        return value[:MAX_TEXT]
    if isinstance(value, float):
        return {"float": float(value).hex()}
    return int(value) if abs(int(value)) < 10**MAX_DIGITS else {"opaque": "int too large"}


class _Decoder:
    def __init__(self, tensors: dict[str, torch.Tensor]) -> None:
        self.tensors = tensors
        self.nodes = 0
        self.nbytes = 0
        self.hashed = 0

    def value(self, node: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES + 1 or depth > MAX_DEPTH + 1:
            raise WireError("too deep or too many values")
        if node is None or isinstance(node, bool):
            return node
        if isinstance(node, (int, str)):
            return _bounded(node)
        if not isinstance(node, dict) or len(node) != 1:
            raise WireError("unknown node")
        [(kind, content)] = node.items()
        return self._tagged(kind, content, depth)

    def _tagged(self, kind: str, content: Any, depth: int) -> Any:
        if kind in _SEQUENCES and isinstance(content, list):
            item_of = self._key if kind == "set" else self.value
            return _SEQUENCES[kind](item_of(item, depth + 1) for item in content)
        if kind == "dict" and isinstance(content, list):
            return {self._key(key, depth + 1): self.value(item, depth + 1) for key, item in map(_pair, content)}
        if kind == "float":
            return float.fromhex(_text(content))
        if kind == "dtype":
            return _DTYPES[_text(content)]
        if kind == "device":
            return torch.device(_text(content)[:20])
        if kind == "opaque":
            return Opaque("".join(c if c.isprintable() else " " for c in _text(content)[:100]))
        return self._tensor(kind, content)

    def _key(self, node: Any, depth: int) -> Any:
        """A value to be hashed. Only texts hash unpredictably: others may be made to collide, so they are few."""
        key = self.value(node, depth)
        self.hashed += not isinstance(key, str)
        if self.hashed > MAX_KEYS:
            raise WireError("too many keys")
        return key

    def _tensor(self, kind: str, index: Any) -> Any:
        if kind not in ("tensor", "array", "scalar") or type(index) is not int:
            raise WireError("unknown node")
        tensor = self.tensors[str(index)]
        if tensor.ndim > MAX_RANK or str(tensor.dtype).removeprefix("torch.") not in _DTYPES:
            raise WireError("unknown kind of tensor")
        self.nbytes += tensor.numel() * tensor.element_size()
        if self.nbytes > MAX_TENSOR_BYTES:
            raise WireError("too large")
        if kind == "tensor":
            return tensor.clone()
        array = tensor.clone().numpy()
        return array[()] if kind == "scalar" and array.ndim == 0 else array


def _pair(content: Any) -> list[Any]:
    if not isinstance(content, list) or len(content) != 2:
        raise WireError("unknown node")
    return content


def _bounded(scalar: int | str) -> int | str:
    if isinstance(scalar, str):
        return _text(scalar)
    if abs(scalar) >= 10**MAX_DIGITS:
        raise WireError("number too long")
    return scalar


def _text(content: Any) -> str:
    if not isinstance(content, str) or len(content) > MAX_TEXT:
        raise WireError("not a text, or too long")
    return content.encode("utf-8", "replace").decode("utf-8")


def describe(value: Any) -> str:
    """Type, shape and dtype of a value in French, never what it holds."""
    if isinstance(value, torch.Tensor):
        return f"un tenseur {_short(value.dtype)} de taille {_shape(value.shape)}"
    if isinstance(value, np.ndarray):
        return f"un tableau numpy {value.dtype} de taille {_shape(value.shape)}"
    if isinstance(value, Opaque):
        return f"un objet de type {value.type_name}"
    if isinstance(value, float) and not math.isfinite(value):
        return f"le flottant {value}"
    if isinstance(value, (list, tuple, dict, set)):
        return f"{_FRENCH[_base(value)]} à {len(value)} élément{'s' if len(value) > 1 else ''}"
    return _FRENCH.get(type(value), f"un objet de type {type(value).__name__}")


_FRENCH = {
    type(None): "None (votre fonction a-t-elle un return ?)",
    bool: "un booléen",
    int: "un entier",
    float: "un flottant",
    str: "une chaîne de caractères",
    list: "une liste",
    tuple: "un tuple",
    dict: "un dictionnaire",
    set: "un ensemble",
}


def _base(value: Any) -> type:
    return next(cls for cls in (list, tuple, dict, set) if isinstance(value, cls))


def _short(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def _shape(shape: Any) -> str:
    return str(tuple(shape))
