"""Whole copies of the tiny TP, played in the jail: what they earn, and what they cannot get."""

import copy

import pytest

from tptorch.copies import restore
from tptorch.course import nbgrader_of
from tptorch.grade import Graded, calibrate, grade, reference_copy
from tptorch.jail import Jail
from tptorch.play import Budget

RIGHT = {"double": 5, "half": 5, "total": 5, "step": 5}


@pytest.fixture
def grade_with(mini, jail):
    """Grade the reference with some answers replaced; ``after`` adds a cell after the imports."""

    def run(answers: dict[str, str] | None = None, *, after: str = "", budget: Budget | None = None, **rest) -> Graded:
        notebook = reference_copy(mini)
        for cell in notebook.cells:
            grade_id = nbgrader_of(cell).get("grade_id")
            if grade_id in (answers or {}):
                cell.source = answers[grade_id]
            if grade_id == "imports" and after:
                cell.source += f"\n{after}"
        return grade(mini, notebook, jail, budget or Budget(), **rest)

    return run


def reasons(graded: Graded, exercise: str) -> list[str]:
    return [verdict.reason for verdict in graded.verdicts if verdict.exercise == exercise]


def report_of(graded: Graded, exercise: str) -> str:
    cell = next(c for c in graded.notebook.cells if nbgrader_of(c).get("grade_id") == f"test_{exercise}")
    return next(o.data["text/plain"] for o in cell.outputs if "text/html" in o.get("data", {}))


def mark_output(graded: Graded, exercise: str):
    cell = next(c for c in graded.notebook.cells if nbgrader_of(c).get("grade_id") == f"test_{exercise}")
    return cell.outputs[-1]


def test_reference_has_all_and_stub_nothing(grade_with, mini, jail):
    assert grade_with().marks == RIGHT
    assert grade(mini, copy.deepcopy(mini.release), jail, Budget()).total == 0


def test_calibration_measures_every_cell_of_the_reference(mini, jail):
    budget = calibrate(mini, jail)
    assert set(budget.cells) == set(_code_cells(mini))
    assert budget.of_copy >= 120


def _code_cells(mini):
    return [nbgrader_of(cell).get("grade_id") or cell.id for cell in mini.release.cells if cell.cell_type == "code"]


def test_last_output_of_a_graded_cell_is_the_mark_nbgrader_reads(grade_with):
    output = mark_output(grade_with({"double": "def double(x):\n    x *= 2\n    return x"}), "double")
    assert output.output_type == "execute_result"
    assert output.data == {"text/plain": "1.0"}


def test_printing_warning_and_logging_on_stderr_cost_nothing(grade_with):
    noisy = (
        "import logging, sys, warnings\nwarnings.warn('attention')\nlogging.error('rouge')\nprint('x', file=sys.stderr)"
    )
    answer = f"def half(x):\n    {'; '.join(noisy.splitlines())}\n    return x / 2\n{noisy}"
    graded = grade_with({"half": answer})
    assert graded.marks == RIGHT
    assert not [
        o for c in graded.notebook.cells if nbgrader_of(c).get("grade") for o in c.outputs if o.get("name") == "stderr"
    ]


def test_an_execute_result_in_a_graded_cell_is_no_mark(grade_with):
    graded = grade_with({"half": "class Loud(float):\n    pass\ndef half(x):\n    return x"})
    assert graded.marks == RIGHT | {"half": 0}


def test_a_crash_keeps_what_was_earned_before(grade_with):
    graded = grade_with({"total": "import os\nos._exit(0)"})
    assert graded.marks == {"double": 5, "half": 5, "total": 0, "step": 0}
    assert "cellule « total »" in graded.stopped
    assert "cellule « total »" in reasons(graded, "step")[0]


def test_a_crash_during_a_check_keeps_what_was_earned_before(grade_with):
    bomb = "    if x.ndim == 2:\n        import os; os._exit(1)\n    return x / 2"
    assert grade_with({"half": f"def half(x):\n{bomb}"}).marks == {"double": 5, "half": 0, "total": 0, "step": 0}


def test_a_cell_cut_by_time_fails_alone(grade_with, monkeypatch):
    monkeypatch.setattr("tptorch.play.CELL_SECONDS", 1.0)
    monkeypatch.setattr("tptorch.play.CALL_SECONDS", 1.0)
    graded = grade_with({"half": "def half(x):\n    while True: pass"})
    assert graded.marks == RIGHT | {"half": 0}
    assert "boucle sans fin" in reasons(graded, "half")[0]
    assert not graded.stopped


def test_a_copy_out_of_time_keeps_what_was_earned_before(grade_with, monkeypatch):
    monkeypatch.setattr("tptorch.play.COPY_SECONDS", 1.5)
    graded = grade_with({"total": "while True: pass"})
    assert graded.marks == {"double": 5, "half": 5, "total": 0, "step": 0}
    assert "temps accordé" in graded.stopped


def test_too_much_memory_has_its_own_message(mini):
    from tptorch.jail import Limits

    notebook = reference_copy(mini)
    hoard = "import time\nhoard = []\nwhile True:\n    hoard.append(b'x' * (20 << 20)); time.sleep(0.02)"
    next(c for c in notebook.cells if nbgrader_of(c).get("grade_id") == "half").source = hoard
    with Jail(mini.release_path.parent, Limits(memory_bytes=300 << 20)) as jail:
        graded = grade(mini, notebook, jail, Budget())
    assert graded.marks == {"double": 5, "half": 0, "total": 0, "step": 0}
    assert "mémoire" in graded.stopped


def test_only_judges_one_exercise_at_its_own_cell(grade_with):
    graded = grade_with({"total": "raise ValueError"}, only="half")
    assert graded.marks == {"half": 5}


def test_a_check_sees_the_namespace_as_it_stood_at_its_cell(grade_with):
    assert grade_with({"total": "def total(x):\n    return x.sum()\ndef double(x):\n    return 0"}).marks == RIGHT


def test_a_missing_name_is_said_by_name(grade_with):
    graded = grade_with({"total": "def somme(x):\n    return x.sum()"})
    assert graded.marks == RIGHT | {"total": 0}
    assert "« total » n'existe pas" in reasons(graded, "total")[0]


def test_an_untouched_exercise_is_told_so(grade_with):
    graded = grade_with({"half": 'def half(x):\n    raise NotImplementedError("À compléter")'})
    assert "pas encore complété" in report_of(graded, "half")


def test_an_error_names_the_line_of_the_copy(grade_with):
    graded = grade_with({"half": "def half(x):\n    y = x / 2\n    return y.moitie()"})
    assert "ligne 3 de votre cellule : return y.moitie()" in report_of(graded, "half")


PATCHES = {
    "torch.equal and the built-in assertion": "import builtins, torch\n"
    "torch.equal = torch.allclose = lambda *a, **k: True\n"
    "builtins.AssertionError = type('Never', (Exception,), {})\ntorch.testing.assert_close = lambda *a, **k: None",
    "an object that agrees with everything": "class Yes:\n"
    "    def __getattr__(self, name): return lambda *a, **k: True\n"
    "    def __eq__(self, other): return True\n    def __float__(self): return 0.5\nYES = Yes()",
    "the answers of the bridge": "from IPython import get_ipython\nk = get_ipython().kernel\n"
    "k.bridge.answer = lambda request, frames: ({'status': 'value', 'passed': True, 'mark': 5}, [b'true', b''])",
    "the session's packer": "from IPython import get_ipython\nget_ipython().kernel.session.pack = lambda obj: b'{}'",
}  # fmt: skip


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
def test_patching_earns_nothing(grade_with, monkeypatch, patch):
    monkeypatch.setattr("tptorch.play.CELL_SECONDS", 2.0)
    monkeypatch.setattr("tptorch.play.CALL_SECONDS", 2.0)
    monkeypatch.setattr("tptorch.play.COPY_SECONDS", 8.0)
    wrong = {
        "double": "double = lambda x: x",
        "half": "half = lambda x: globals().get('YES', x)",
        "step": "step = 'YES'",
    }
    marks = grade_with(wrong, after=patch).marks
    assert (marks["double"], marks["half"], marks["step"]) == (0, 0, 0)


HOSTILE_VALUES = {
    "nan": "float('nan')",
    "infinite": "x * float('inf')",
    "huge": "torch.ones(20_000_000)",
    "huge integer": "10 ** 5000",
    "nested": "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
    "endless list": "[0] * 10_000_000",
    "wrong dtype": "(x / 2).to(torch.complex64) * 1j",
    "quantized": "torch.quantize_per_tensor(x, 0.1, 0, torch.qint8)",
    "sparse": "(x / 2).to_sparse()",
    "text": "'0.5'",
    "lambda": "lambda: 0",
    "None": "None",
    "itself": "(lambda l: (l.append(l), l)[1])([])",
}


@pytest.mark.parametrize("value", HOSTILE_VALUES.values(), ids=HOSTILE_VALUES)
def test_hostile_values_on_the_wire_are_a_failed_check_with_its_reason(grade_with, value):
    graded = grade_with({"half": f"def half(x):\n    return x / 2 if x.ndim == 0 else {value}"})
    assert graded.marks == RIGHT | {"half": 0}
    assert all(reasons(graded, "half"))


def test_a_copy_shows_no_script_no_vector_image_no_widget(grade_with):
    shown = (
        "from IPython.display import HTML, SVG, Javascript, display\n"
        "display(HTML('<script>document.title=1</script><img src=x onerror=alert(1)><b>gras</b>'))\n"
        "display(Javascript('alert(1)'))\n"
        "display({'image/svg+xml': '<svg onload=alert(1)/>', 'application/vnd.jupyter.widget-view+json': {}}, raw=True)"
    )
    graded = grade_with(after=shown)
    outputs = str([cell.get("outputs") for cell in graded.notebook.cells])
    assert "gras</b>" in outputs
    assert not [word for word in ("<script", "<img", "svg+xml", "widget-view") if word in outputs]


def test_restored_copy_is_judged_by_the_released_cells(mini, jail):
    cheat = reference_copy(mini)
    for cell in cheat.cells:
        if nbgrader_of(cell).get("grade"):
            cell.source, cell.metadata["nbgrader"]["points"] = "1000", 1000
        if nbgrader_of(cell).get("solution"):
            cell.source = "pass"
    assert grade(mini, restore(cheat, mini.release), jail, Budget()).total == 0


def test_a_figure_is_shown_as_a_picture(grade_with):
    figure = "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()"
    graded = grade_with(after=figure)
    shown = [o for cell in graded.notebook.cells for o in cell.get("outputs", []) if "image/png" in o.get("data", {})]
    assert len(shown) == 1
