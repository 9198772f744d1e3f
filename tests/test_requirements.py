"""What a check may demand; each refusal is a French sentence."""

import numpy as np
import pytest
import torch

from tptorch import as_tensor, assert_close, require
from tptorch.inside.wire import Opaque
from tptorch.requirements import Refused

NAN = float("nan")


def test_require_lets_what_is_true_pass():
    require(True, "non")
    require(torch.tensor(1), "non")


@pytest.mark.parametrize("condition", [False, 0, None, torch.tensor(False), []], ids=repr)
def test_require_refuses_with_its_message(condition):
    with pytest.raises(Refused, match=r"^Une phrase\.$"):
        require(condition, "Une phrase.")


@pytest.mark.parametrize(
    ("value", "dtype", "shape"),
    [
        (1.5, torch.float64, ()),
        (3, torch.int64, ()),
        (True, torch.bool, ()),
        ([1.0, 2.0], torch.float64, (2,)),
        (((1, 2), (3, 4)), torch.int64, (2, 2)),
        ([], torch.float64, (0,)),
        (np.float32(1.5), torch.float32, ()),
        (np.ones((2, 3), dtype=np.float32), torch.float32, (2, 3)),
        ([torch.tensor(1.0), torch.tensor(2.0)], torch.float32, (2,)),
        (torch.ones(2, dtype=torch.float16), torch.float16, (2,)),
    ],
    ids=repr,
)
def test_numbers_lists_arrays_and_tensors_are_tensors(value, dtype, shape):
    actual = as_tensor(value)
    assert (actual.dtype, tuple(actual.shape)) == (dtype, shape)


@pytest.mark.parametrize(
    "value",
    [None, "1.5", ["a"], {}, {"a": 1}, {1}, [[1], [1, 2]], [None], Opaque("Net"), [Opaque("Net")], 10**30, ...],
    ids=repr,
)
def test_anything_else_is_refused_in_french(value):
    with pytest.raises(Refused, match="Un nombre ou un tenseur était attendu"):
        as_tensor(value)


def test_a_refusal_never_says_what_the_value_holds():
    with pytest.raises(Refused) as caught:
        as_tensor("1234")
    assert "1234" not in str(caught.value)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (torch.ones(2, dtype=torch.float16), torch.ones(2, dtype=torch.float64)),
        (torch.ones(2, dtype=torch.int64), torch.ones(2)),
        ([1, 1], torch.ones(2)),
        (torch.tensor([True]), torch.tensor([1.0])),
        (torch.tensor([1.00009]), torch.tensor([1.0])),
        (torch.tensor([float("inf")]), torch.tensor([float("inf")])),
        (torch.empty(0), torch.empty(0)),
        (torch.tensor([1 + 2j]), torch.tensor([1 + 2j])),
        (torch.ones(2, requires_grad=True), torch.ones(2)),
    ],
)
def test_close_values_of_any_dtype_pass(actual, expected):
    assert_close(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (torch.tensor([1.001]), torch.tensor([1.0])),
        (torch.tensor([NAN]), torch.tensor([NAN])),
        (torch.tensor([NAN]), torch.tensor([1.0])),
        (torch.tensor([float("inf")]), torch.tensor([1.0])),
        (torch.tensor([2**24 + 1], dtype=torch.int64) * 1000, torch.tensor([0])),
    ],
)
def test_other_values_and_nan_are_refused(actual, expected):
    with pytest.raises(Refused, match="Les valeurs du résultat ne sont pas celles demandées"):
        assert_close(actual, expected)


def test_tolerances_are_relative_to_what_is_expected():
    assert_close(100.5, 100.0, rtol=0.01)
    with pytest.raises(Refused):
        assert_close(0.5, 0.0, rtol=1000.0)


@pytest.mark.parametrize("shape", [(1, 2), (1,), (2, 1), (), (3,)])
def test_another_shape_is_refused_and_told(shape):
    with pytest.raises(Refused, match="taille") as caught:
        assert_close(torch.ones(shape), torch.ones(2))
    assert str(shape) in str(caught.value)


def test_a_message_of_the_check_replaces_ours():
    with pytest.raises(Refused, match="Le gradient est faux"):
        assert_close(1.0, 2.0, message="Le gradient est faux.")


@pytest.mark.parametrize(("actual", "expected"), [([1j], [1.0]), ([1.0], [1j])])
def test_a_complex_answer_to_a_real_question_is_refused(actual, expected):
    with pytest.raises(Refused):
        assert_close(torch.tensor(actual), torch.tensor(expected))
