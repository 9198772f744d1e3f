"""What a check sees of a copy: data, or a ``CopyError`` that says in French why there is none."""

# A driver takes `student` and a transport takes a request, whether they use them or not.
# ruff: noqa: ARG001, ARG002, ARG005

import linecache
import textwrap
import types

import pytest
import safetensors.torch
import torch
import torch.nn.functional as F

import tptorch
from tptorch.inside import wire
from tptorch.student import CopyError, LocalTransport, Student

oracles = types.ModuleType("graders.oracles")
LIMIT = 3

COPY = """
import torch
step = 0.1
class Net(torch.nn.Linear): pass
net = Net(2, 1)
def double(x): return 2 * x
def rename(a, b=1): return {"a": a, "b": b}
def clear(x):
    x.zero_()
def talk():
    print("bonjour")
    return 1
def draw(): return torch.rand(3)
"""


@pytest.fixture
def copy_of(monkeypatch):
    """Makes the ``Student`` of a copy's code, played as the jail plays a cell."""

    def make(code, **options):
        code = textwrap.dedent(code)
        monkeypatch.setitem(linecache.cache, "<cell 1>", (len(code), None, code.splitlines(True), "<cell 1>"))
        names = {}
        exec(compile(code, "<cell 1>", "exec"), names)
        return Student(LocalTransport(names), **options)

    return make


@pytest.fixture
def student(copy_of):
    return copy_of(COPY)


def reason_of(act, *args, **kwargs):
    with pytest.raises(CopyError) as caught:
        act(*args, **kwargs)
    return str(caught.value)


# --- calls and values -----------------------------------------------------------------------------------------------


def test_a_call_gives_what_the_function_returns(student):
    assert student.double(torch.tensor([1.0, 2.0])).tolist() == [2, 4]


def test_arguments_go_by_place_and_by_name(student):
    assert student.rename(1, b=[2]) == {"a": 1, "b": [2]}


def test_a_value_is_read_by_its_name(student):
    assert student["step"] == 0.1


def test_an_object_of_the_copy_comes_as_opaque(student):
    assert student["net"].type_name == "Net"


def test_a_copy_cannot_change_the_checks_inputs(student):
    x = torch.ones(2)
    student.clear(x)
    assert x.tolist() == [1, 1]


def test_what_a_copy_prints_goes_nowhere(student, capsys):
    assert student.talk() == 1
    assert capsys.readouterr().out == ""


def test_the_seed_decides_what_a_copy_draws(copy_of):
    first, same, other = (copy_of(COPY, seed=seed).draw().tolist() for seed in (1, 1, 2))
    assert first == same != other


def test_private_names_are_no_functions_of_a_copy(student):
    with pytest.raises(AttributeError):
        student._secret()


# --- what is said of the calls --------------------------------------------------------------------------------------


def test_a_call_is_told_by_types_and_shapes(student):
    student.double(torch.ones(2, 3))
    assert student.calls == [
        "Nous avons appelé double(un tenseur float32 de taille (2, 3)) ; "
        "vous rendez un tenseur float32 de taille (2, 3)."
    ]


def test_a_value_read_is_told(student):
    assert student["step"]
    assert student.calls == ["Nous avons lu step ; c'est un flottant."]


def test_a_failed_call_is_told_without_an_answer(student):
    reason_of(student.double, "a", "b")
    assert student.calls == ["Nous avons appelé double(une chaîne de caractères, une chaîne de caractères)."]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (torch.tensor([1.0, 0.123456]), "torch.tensor([1.0, 0.1235])"),
        (torch.tensor([[True]]), "torch.tensor([[True]])"),
        (torch.zeros(100), "un tenseur float32 de taille (100,)"),
        ([0.123456, (1, 2)], "[0.1235, (1, 2)]"),
        ([0] * 100, "une liste à 100 éléments"),
        (True, "True"),
        ("mot", "'mot'"),
        (None, "None (votre fonction a-t-elle un return ?)"),
    ],
    ids=repr,
)
def test_small_inputs_are_shown_when_the_check_allows_it(copy_of, value, expected):
    student = copy_of("def same(x, y): return 0", show_inputs=True)
    student.same(value, y=value)
    assert student.calls[0].startswith(f"Nous avons appelé same({expected}, y={expected})")


# --- drivers --------------------------------------------------------------------------------------------------------


def call_twice(student, x):
    """Nous avons appelé double deux fois.

    The rest is for the instructor.
    """
    return student.double(x), student.double(x)


def silent(student):
    return student["step"]


def with_modules(student, x):
    return F.relu(x), torch.relu(x), max(1, 2)


def with_a_default(student, x, times=3):
    return [student.double(x) for _ in range(times)]


def with_an_annotation(student, x: torch.Tensor) -> torch.Tensor:
    return student.double(x)


def with_a_missing_name(student):
    return student.triple(1)


def test_a_driver_runs_beside_the_copy(student):
    first, second = student.run(call_twice, x=torch.ones(1))
    assert first.tolist() == second.tolist() == [2]


def test_a_driver_is_told_by_its_first_sentence(student):
    student.run(call_twice, x=1)
    student.run(silent)
    assert student.calls == ["Nous avons appelé double deux fois.", "Nous avons essayé votre code."]


def test_a_driver_may_use_modules_and_builtins(student):
    actual, expected, largest = student.run(with_modules, x=torch.tensor([-1.0, 1.0]))
    assert actual.tolist() == expected.tolist() == [0, 1]
    assert largest == 2


def test_a_driver_may_have_defaults(student):
    assert student.run(with_a_default, x=1) == [2, 2, 2]


def test_a_driver_may_annotate_its_inputs(student):
    assert student.run(with_an_annotation, x=torch.ones(1)).tolist() == [2]


def test_a_driver_of_a_function_is_shipped_without_its_indentation(student):
    def local(student):
        return student["step"]

    assert student.run(local) == 0.1


def test_a_name_that_a_driver_misses_is_told(student):
    assert "« triple »" in reason_of(student.run, with_a_missing_name)


def uses_a_constant(student):
    return LIMIT


def uses_a_function(student):
    return reason_of(student)


def uses_it_inside(student):
    return [LIMIT for _ in range(2)]


def uses_it_in_a_function(student):
    def inner():
        return LIMIT

    return inner()


def uses_the_engine(student):
    return tptorch


def uses_a_module_of_the_engine(student):
    return wire


def uses_the_oracles(student):
    return oracles


def abs(x):  # shadows the builtin, as a helper of a grader may
    return LIMIT


def uses_a_helper_named_as_a_builtin(student):
    return abs(-1)


class Driver:
    def __call__(self, student):
        return 1


def closing_over(value):
    def driver(student):
        return value

    return driver


REFUSED = [
    uses_a_constant,
    uses_a_function,
    uses_it_inside,
    uses_it_in_a_function,
    uses_the_engine,
    uses_a_module_of_the_engine,
    uses_the_oracles,
    uses_a_helper_named_as_a_builtin,
    closing_over(1),
    lambda student: 1,
    len,
    Driver,
    Driver(),
]


@pytest.mark.parametrize("driver", REFUSED, ids=lambda driver: getattr(driver, "__name__", "object"))
def test_a_driver_that_needs_more_than_modules_is_refused(student, driver):
    with pytest.raises(TypeError):
        student.run(driver)


def test_a_refused_driver_says_what_it_needs(student):
    with pytest.raises(TypeError, match="LIMIT"):
        student.run(uses_a_constant)


# --- errors in French -----------------------------------------------------------------------------------------------


def test_a_missing_function_is_told(student):
    assert reason_of(student.triple, 1).startswith("Le nom « triple » n'existe pas")


def test_a_missing_value_is_told(student):
    assert reason_of(lambda: student["rate"]).startswith("Le nom « rate » n'existe pas")


def test_an_untouched_stub_is_told(copy_of):
    student = copy_of('def f(): raise NotImplementedError("À compléter")')
    assert reason_of(student.f) == "Cet exercice n'est pas encore complété (NotImplementedError)."


def test_an_error_is_told_with_its_line(copy_of):
    student = copy_of("def f(x):\n    y = x + 1\n    return y / 0")
    assert "(ligne 3 de votre cellule : return y / 0) : ZeroDivisionError" in reason_of(student.f, 1)


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("unknown", "défini nulle part"),
        ("[][1]", "un indice dépasse"),
        ("{}[1]", "n'existe pas dans le dictionnaire"),
        ("None.shape", "n'a pas cet attribut"),
        ("torch.ones(2) @ torch.ones(3)", "comparez les tailles"),
        ("f(1)", "nombre et le type des arguments"),
        ("f()", "s'appelle elle-même"),
    ],
)
def test_usual_errors_come_with_a_hint(copy_of, body, hint):
    student = copy_of(f"import torch\ndef f():\n    return {body}")
    assert hint in reason_of(student.f)


@pytest.mark.parametrize("error", ["SystemExit", "GeneratorExit", "BaseException", "StopIteration", "MemoryError"])
def test_any_error_of_a_copy_is_a_copy_error(copy_of, error):
    assert error in reason_of(copy_of(f"def f(): raise {error}").f)


def test_an_interruption_is_told(copy_of):
    assert "interrompu" in reason_of(copy_of("def f(): raise KeyboardInterrupt").f)


def test_an_error_that_cannot_be_put_into_words_is_told(copy_of):
    student = copy_of("""
        class Mute(Exception):
            def __str__(self): raise SystemExit
        def f(): raise Mute
    """)
    assert "Mute" in reason_of(student.f)


def test_an_answer_that_cannot_be_taken_apart_is_a_copy_error(copy_of):
    student = copy_of("""
        class Trap(dict):
            def items(self): raise ValueError("piège")
        def f(): return Trap()
    """)
    assert "piège" in reason_of(student.f)


@pytest.mark.parametrize("code", ["torch.eye(2).to_sparse()", "torch.empty(2, device='meta')"])
def test_a_tensor_without_a_form_as_data_is_not_called_an_untouched_stub(copy_of, code):
    student = copy_of(f"import torch\ndef f(): return {code}")
    assert isinstance(student.f(), wire.Opaque)


# --- forged replies -------------------------------------------------------------------------------------------------


class Forger:
    """A copy that writes the channel's answers itself."""

    def __init__(self, reply, frames=()):
        self.reply, self.frames = reply, list(frames)

    def ask(self, request, frames):
        return self.reply, self.frames


HUGE = "x" * 1_000_000
FORGED = {
    "empty": {},
    "status of none": {"status": None},
    "status of a list": {"status": ["value"]},
    "status unknown": {"status": HUGE},
    "value without frames": {"status": "value"},
    "error without fields": {"status": "error"},
    "error of wrong types": {"status": "error", "type": 3, "message": ["m"], "line": "7", "code": {"a": 1}},
    "error of huge texts": {"status": "error", "type": HUGE, "message": HUGE, "line": 1, "code": HUGE},
    "error on a line far away": {"status": "error", "type": "E", "message": "m", "line": 10**4000, "code": "c"},
    "error on a line beyond text": {"status": "error", "type": "E", "message": "m", "line": 10**5000, "code": "c"},
    "missing without a name": {"status": "missing"},
    "missing a number": {"status": "missing", "name": 3},
    "missing a huge name": {"status": "missing", "name": HUGE},
    "control characters": {
        "status": "error",
        "type": "\x1b[31m\n",
        "message": "\ud800\r\n\x00",
        "line": 1,
        "code": "\n",
    },
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_reply_ends_as_a_bounded_printable_reason(name):
    reason = reason_of(Student(Forger(FORGED[name])).f)
    assert 10 < len(reason) < 1000
    assert not any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in reason)


@pytest.mark.parametrize("frames", [[b""], [b"1"], [b"{", b"{"], [b"[1]", safetensors.torch.save({})]])
def test_forged_frames_end_as_a_copy_error(frames):
    assert "pas pu être lu" in reason_of(Student(Forger({"status": "value"}, frames)).f)


def test_a_forged_type_name_is_told_as_bounded_text():
    frames = [b'{"opaque": "' + b"N" * 10_000 + b'"}', safetensors.torch.save({})]
    student = Student(Forger({"status": "value"}, frames))
    student.f()
    assert len(student.calls[0]) < 300


def test_a_forged_type_name_can_be_written_in_a_notebook():
    student = Student(Forger({"status": "value"}, [b'{"opaque": "\\ud800\\u001b"}', safetensors.torch.save({})]))
    student.f()
    assert student.calls[0].isprintable()
