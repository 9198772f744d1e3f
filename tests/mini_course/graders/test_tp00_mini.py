"""TP 0 — les vérifications du plus petit des TP."""

import torch

from tptorch import as_tensor, assert_close, exercise, points, require, show_inputs


def double_twice(student, x):
    """Nous avons appelé double deux fois sur le même tenseur."""
    before = x.clone()
    return before, student.double(x), student.double(x)


@exercise("double")
class TestDouble:
    @show_inputs
    def test_doubles(self, student):
        """double(x) vaut deux fois x."""
        x = torch.randn(3)
        assert_close(student.double(x), 2 * x)

    @points(4)
    def test_leaves_its_input_alone(self, student):
        """double(x) ne modifie pas x."""
        x = torch.randn(3)
        before, first, second = student.run(double_twice, x=x)
        assert_close(before, x)
        assert_close(first, 2 * x)
        assert_close(second, 2 * x)


@exercise("half")
class TestHalf:
    def test_halves(self, student):
        """half(x) vaut la moitié de x."""
        x = torch.randn(2, 3)
        assert_close(student.half(x), x / 2)


@exercise("total")
class TestTotal:
    def test_sums(self, student):
        """total(x) est la somme des éléments de x."""
        x = torch.randn(4)
        actual = as_tensor(student.total(x))
        require(actual.ndim == 0, "Le résultat doit être un seul nombre.")
        assert_close(actual, x.sum())


@exercise("step")
class TestStep:
    def test_is_between_zero_and_one(self, student):
        """step est compris entre 0 et 1."""
        assert 0 < student["step"] < 1
