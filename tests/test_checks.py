"""A session of checks: shares, order, verdicts, and nothing of the surrounding settings."""

import os
import sys
import textwrap

import pytest
import torch

from tptorch.checks import NOT_AS_ASKED, collect_checks, run_checks
from tptorch.course import Exercise
from tptorch.inside import wire
from tptorch.report import mark_of
from tptorch.student import CopyError, LocalTransport

HEADER = """
import warnings
import pytest
import torch
from tptorch import as_tensor, assert_close, exercise, points, require, show_inputs
"""

TWO = """
@exercise("second")
class TestSecond:
    def test_c(self, student):
        assert student["b"] == 2

@exercise("first")
class TestFirst:
    def test_a(self, student):
        \"\"\"a vaut un.

        Rien de ceci n'est montré.
        \"\"\"
        assert student["a"] == 1

    @points(3)
    def test_b(self, student):
        assert student["a"] == 2
"""


@pytest.fixture
def grader(tmp_path):
    """Writes a file of checks in a course of its own and gives its path."""

    def write(body):
        path = tmp_path / "course" / "graders" / "test_tp99_essai.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEADER + textwrap.dedent(body), encoding="utf-8")
        return path

    return write


def judge(path, order=("x",), names=None, **options):
    """Check to verdict."""
    transport = LocalTransport(names or {})
    return {verdict.check: verdict for verdict in run_checks(path, lambda _: transport, order, **options)}


def one_check(body, decorator=""):
    lines = ['@exercise("x")', "class TestX:", *([f"    {decorator}"] if decorator else [])]
    return "\n".join([*lines, "    def test_it(self, student):", textwrap.indent(textwrap.dedent(body), " " * 8)])


# --- shares and order -----------------------------------------------------------------------------------------------


def test_checks_run_in_the_order_of_the_cells(grader):
    assert list(judge(grader(TWO), ["first", "second"], {"a": 1, "b": 2})) == ["test_a", "test_b", "test_c"]
    assert list(judge(grader(TWO), ["second", "first"], {"a": 1, "b": 2})) == ["test_c", "test_a", "test_b"]


def test_a_check_sees_the_copy_at_its_own_cell(grader):
    asked = []

    def at(exercise):
        asked.append(exercise)
        return LocalTransport({"a": 1, "b": 2})

    run_checks(grader(TWO), at, ["first", "second"])
    assert asked == ["first", "first", "second"]


def test_shares_come_from_points(grader):
    verdicts = judge(grader(TWO), ["first", "second"], {"a": 1, "b": 2})
    assert [verdicts[name].weight for name in ("test_a", "test_b", "test_c")] == [1, 3, 1]
    assert mark_of(Exercise("first", 4.0), [verdicts["test_a"], verdicts["test_b"]]) == 1.0


def test_the_docstrings_first_line_is_the_requirement(grader):
    verdicts = judge(grader(TWO), ["first", "second"])
    assert verdicts["test_a"].requirement == "a vaut un."
    assert verdicts["test_c"].requirement == "test_c"


def test_only_one_exercise_is_judged_when_asked(grader):
    assert list(judge(grader(TWO), ["first", "second"], only="second")) == ["test_c"]


def test_only_an_unknown_exercise_is_an_error(grader):
    with pytest.raises(RuntimeError, match="no check was run"):
        judge(grader(TWO), ["first", "second"], only="third")


def test_checks_of_no_cell_are_left_out(grader):
    assert list(judge(grader(TWO), ["second"], {"b": 2})) == ["test_c"]


# --- verdicts -------------------------------------------------------------------------------------------------------


def test_a_check_that_passes_is_a_verdict_without_a_reason(grader):
    verdict = judge(grader(one_check('assert student["a"] == 1')), names={"a": 1})["test_it"]
    assert (verdict.passed, verdict.exercise, verdict.reason, verdict.detail) == (True, "x", "", "")
    assert verdict.calls == ["Nous avons lu a ; c'est un entier."]


ERRORS = [
    "assert 1 == 2",
    "raise ValueError('secret')",
    "raise SystemExit(0)",
    "raise GeneratorExit",
    "raise BaseException('secret')",
    "raise StopIteration",
    "raise MemoryError",
    "raise RecursionError",
    "raise UnicodeDecodeError('utf-8', b'', 0, 1, 'x')",
    "pytest.fail('secret')",
    "torch.testing.assert_close(torch.zeros(1), torch.ones(1))",
    "exec('1/0')",
    "class Mute(Exception):\n    def __str__(self): raise ValueError\nraise Mute",
    "return student.nothing_of_the_kind()",
]


@pytest.mark.parametrize("body", ERRORS)
def test_a_check_that_raises_anything_is_a_failed_check(grader, body):
    verdict = judge(grader(one_check(body)))["test_it"]
    assert not verdict.passed
    assert verdict.reason
    assert "secret" not in verdict.reason


def test_the_reason_of_a_refusal_is_shown_as_it_is(grader):
    assert judge(grader(one_check('require(False, "Trop court.")')))["test_it"].reason == "Trop court."


def test_the_reason_of_an_assert_is_ours(grader):
    assert judge(grader(one_check('assert False, "attendu : 42"')))["test_it"].reason == NOT_AS_ASKED


def test_the_detail_says_the_error_and_the_line_to_the_instructor(grader):
    detail = judge(grader(one_check("raise ValueError('secret')")))["test_it"].detail
    assert "ValueError: secret (test_tp99_essai.py:" in detail


def test_the_reason_of_a_copy_error_is_shown(grader):
    def at(_):
        raise CopyError("Votre notebook s'est arrêté.")

    [verdict] = run_checks(grader(one_check("pass")), at, ["x"])
    assert (verdict.passed, verdict.reason) == (False, "Votre notebook s'est arrêté.")


def test_a_copy_that_cannot_be_reached_fails_its_checks(grader):
    def at(_):
        raise OSError("broken pipe")

    [verdict] = run_checks(grader(one_check("pass")), at, ["x"])
    assert not verdict.passed


def test_a_fixture_that_fails_fails_its_check(grader):
    body = "@pytest.fixture\ndef broken(): raise KeyError\n" + one_check("pass").replace("student", "student, broken")
    assert not judge(grader(body))["test_it"].passed


def test_a_fixture_that_fails_at_its_end_fails_its_check(grader):
    body = "@pytest.fixture\ndef broken():\n    yield\n    raise KeyError\n"
    assert not judge(grader(body + one_check("pass").replace("student", "student, broken")))["test_it"].passed


def test_the_next_check_runs_after_a_failed_one(grader):
    verdicts = judge(grader(TWO), ["first", "second"], {"b": 2})
    assert [verdict.passed for verdict in verdicts.values()] == [False, False, True]


@pytest.mark.parametrize(
    ("body", "decorator"),
    [('pytest.skip("no GPU")', ""), ("pass", "@pytest.mark.skip"), ("pass", '@pytest.mark.skipif(True, reason="")')],
)
def test_a_skipped_check_leaves_the_shares(grader, body, decorator):
    other = '\n@exercise("x")\nclass TestOther:\n    def test_other(self, student):\n        assert True\n'
    verdicts = judge(grader(one_check(body, decorator) + other))
    assert list(verdicts) == ["test_other"]
    assert mark_of(Exercise("x", 3.0), list(verdicts.values())) == 3.0


def test_a_copy_cannot_skip_a_check(grader):
    names = {}
    exec("import pytest\ndef f(): pytest.skip()", names)
    assert not judge(grader(one_check("student.f()")), names=names)["test_it"].passed


@pytest.mark.parametrize("category", ["UserWarning", "DeprecationWarning", "pytest.PytestWarning", "ResourceWarning"])
def test_a_warning_in_a_check_costs_nothing(grader, category):
    assert judge(grader(one_check(f'warnings.warn("x", {category})')))["test_it"].passed


def test_a_warning_at_import_costs_nothing(grader):
    assert judge(grader('warnings.warn("x")\n' + one_check("pass")))["test_it"].passed


def test_what_a_check_prints_costs_nothing(grader):
    assert judge(grader(one_check('print("x"); import sys; print("y", file=sys.stderr)')))["test_it"].passed


def test_inputs_are_shown_only_where_marked(grader):
    names = {"f": lambda x: x}
    plain = judge(grader(one_check("student.f(1.5)")), names=names)["test_it"]
    shown = judge(grader(one_check("student.f(1.5)", "@show_inputs")), names=names)["test_it"]
    assert "f(un flottant)" in plain.calls[0]
    assert "f(1.5)" in shown.calls[0]


# --- files that cannot be judged ------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["def broken(:", "import no_such_module_at_all", "1 / 0", "raise SystemExit", ""])
def test_a_file_that_cannot_be_collected_is_an_error(grader, body):
    path = grader(body)
    with pytest.raises(RuntimeError):
        judge(path)
    with pytest.raises(RuntimeError):
        collect_checks(path)


def test_a_file_that_is_not_there_is_an_error(grader):
    with pytest.raises(RuntimeError):
        judge(grader("").with_name("test_tp98.py"))


def test_checks_are_collected_by_exercise(grader):
    body = TWO + "\ndef test_alone(): pass\n"
    assert collect_checks(grader(body)) == {"second": ["test_c"], "first": ["test_a", "test_b"], "": ["test_alone"]}


# --- hermetic -------------------------------------------------------------------------------------------------------

STRICT = """
[pytest]
addopts = --strict-markers --strict-config -W error --maxfail=1 -k nothing -n 4
python_classes = Nothing
python_files = nothing.py
filterwarnings = error
required_plugins = pytest-no-such-plugin
"""


@pytest.fixture
def hostile_settings(tmp_path, monkeypatch):
    """A course and an environment full of settings that would change a verdict."""
    course = tmp_path / "course"
    for folder in (course, course / "graders", tmp_path):
        folder.mkdir(exist_ok=True)
        for name in ("pytest.ini", ".pytest.ini", "tox.ini"):
            (folder / name).write_text(STRICT)
        (folder / "setup.cfg").write_text(STRICT.replace("[pytest]", "[tool:pytest]"))
        (folder / "pyproject.toml").write_text('[tool.pytest.ini_options]\naddopts = "--collect-only"\n')
        (folder / "conftest.py").write_text("raise RuntimeError('a conftest was read')\n")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only --no-such-option")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    monkeypatch.chdir(course)


@pytest.mark.usefixtures("hostile_settings")
def test_no_setting_around_reaches_a_session(grader):
    body = one_check('warnings.warn("x"); assert student["a"] == 1', "@pytest.mark.undeclared")
    assert judge(grader(body), names={"a": 1})["test_it"].passed
    assert list(judge(grader(TWO), ["first", "second"], {"b": 2})) == ["test_a", "test_b", "test_c"]
    assert collect_checks(grader(body)) == {"x": ["test_it"]}


def test_a_session_leaves_the_environment_as_it_was(grader, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", "-x")
    monkeypatch.setenv("PYTEST_PLUGINS", "")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    path, before = list(sys.path), dict(os.environ)
    judge(grader(one_check("pass")))
    after = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    assert after == {name: value for name, value in before.items() if name != "PYTEST_CURRENT_TEST"}
    assert sys.path == path


def test_a_session_writes_nothing_on_the_terminal(grader, capfd):
    judge(grader(one_check("assert False")))
    assert capfd.readouterr() == ("", "")


def test_the_graders_imported_are_the_courses_own(grader, monkeypatch):
    path = grader("from graders import value\n" + one_check("assert value == 7"))
    (path.parent / "__init__.py").write_text("value = 7\n")
    monkeypatch.setitem(sys.modules, "graders", type(sys)("graders"))
    assert judge(path)["test_it"].passed


def test_a_file_that_changed_is_read_again(grader):
    assert judge(grader(one_check("assert True")))["test_it"].passed
    assert not judge(grader(one_check("assert not 1")))["test_it"].passed


# --- seeds ----------------------------------------------------------------------------------------------------------

DRAWS = """
import random
import numpy as np

@exercise("x")
class TestX:
    def test_one(self, student):
        student.f(torch.rand(3), random.random(), np.random.rand())

    def test_two(self, student):
        student.f(torch.rand(3), random.random(), np.random.rand())
"""


class Listener:
    """Keeps what a check sends, and answers nothing."""

    def __init__(self):
        self.heard = []

    def ask(self, request, frames):
        (tensor, *numbers), _ = wire.decode(frames)
        self.heard.append((request["seed"], tensor.tolist(), *numbers))
        raise CopyError("rien")


def sent(path, **options):
    listener = Listener()
    run_checks(path, lambda _: listener, ["x"], **options)
    return listener.heard


def test_the_same_seed_sends_the_same_inputs(grader):
    path = grader(DRAWS)
    first = sent(path, seed=1)
    torch.rand(5)
    assert sent(path, seed=1) == first


def test_another_seed_sends_other_inputs(grader):
    path = grader(DRAWS)
    for ours, other in zip(sent(path, seed=0), sent(path, seed=1), strict=True):
        assert all(a != b for a, b in zip(ours, other, strict=True))


def test_each_check_has_its_own_inputs(grader):
    first, second = sent(grader(DRAWS))
    assert all(a != b for a, b in zip(first, second, strict=True))


def test_what_one_check_draws_changes_nothing_for_the_next(grader):
    without = sent(grader(DRAWS))[1]
    more = DRAWS.replace("student.f(torch.rand(3)", "torch.rand(9); student.f(torch.rand(3)", 1)
    assert sent(grader(more))[1] == without
