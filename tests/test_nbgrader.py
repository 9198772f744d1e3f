"""The same marks by every road: ``tp grade``, ``nbgrader autograde``, ``pytest --copy``; no page leaks anything."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from tptorch.cli import main
from tptorch.course import Course, nbgrader_of
from tptorch.grade import reference_copy

BIN = Path(sys.executable).parent
NAME = "tp00_mini"


def submit(course: Course, student: str, notebook_or_text) -> Path:
    folder = course.root / "submitted" / student / NAME
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}.ipynb"
    if isinstance(notebook_or_text, str):
        path.write_text(notebook_or_text)
    else:
        nbformat.write(notebook_or_text, path)
    return path


def with_answers(course: Course, **answers: str):
    notebook = reference_copy(course.tp(NAME))
    for cell in notebook.cells:
        cell.source = answers.get(nbgrader_of(cell).get("grade_id"), cell.source)
    return notebook


def run(course: Course, *command: str, **environment: str) -> subprocess.CompletedProcess:
    path = f"{BIN}:{os.environ['PATH']}"
    return subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=course.root,
        env=os.environ | {"PATH": path} | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def gradebook(course: Course) -> dict[str, float]:
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as book:
        return {submission.student.id: submission.score for submission in book.assignment_submissions(NAME)}


@pytest.fixture(scope="module")
def graded(built_course, tmp_path_factory):
    """A class of five, graded by ``tp grade --feedback --report`` in a fresh course."""
    root = tmp_path_factory.mktemp("class") / "course"
    shutil.copytree(built_course.root, root)
    course = Course(root)
    for folder in ("source", "release"):
        (root / folder / NAME / "data").mkdir()
        (root / folder / NAME / "data" / "points.csv").write_text("1,2\n")
    script = "from IPython.display import HTML, display\ndisplay(HTML('<script>document.title=1</script>'))\n"
    submit(course, "all", with_answers(course))
    submit(course, "none", course.tp(NAME).release)
    submit(course, "partly", with_answers(course, double="def double(x):\n    x *= 2\n    return x"))
    submit(course, "script", with_answers(course, half=f"{script}def half(x):\n    return x / 2"))
    submit(course, "corrupt", '{"cells": [')
    os.chdir(course.root)
    code = main(["grade", NAME, "--feedback", "--report", "--workers", "1"])
    return course, code


def feedback(course: Course, student: str) -> str:
    return (course.root / "feedback" / student / NAME / f"{NAME}.html").read_text()


def test_tp_grade_gives_the_gradebook_our_scores(graded):
    course, code = graded
    assert code == 3
    assert gradebook(course) == {"all": 20, "none": 0, "partly": 16, "script": 20, "corrupt": 0}


def test_played_copies_hold_no_text_of_a_check(graded):
    course, _ = graded
    for student in ("all", "none", "partly", "script"):
        text = (course.root / "autograded" / student / NAME / f"{NAME}.ipynb").read_text()
        assert not [word for word in ("HIDDEN", "tptorch import", "assert_close", "def test_") if word in text]


def test_feedback_has_the_french_report_and_nothing_else_of_ours(graded):
    course, _ = graded
    page = feedback(course, "partly")
    assert "Exercice « double » : 1 sur 5 points" in page
    assert "double(x) ne modifie pas x." in page
    assert not [word for word in ("HIDDEN", "assert_close", "double_twice") if word in page]


def test_a_copy_that_cannot_be_read_gets_a_page_with_the_reason(graded):
    course, _ = graded
    assert "n'est pas un notebook lisible" in feedback(course, "corrupt")


def test_no_student_s_folder_gets_the_data_of_the_tp(graded):
    course, _ = graded
    assert not [path for made in ("autograded", "feedback") for path in (course.root / made).rglob("points.csv")]


def test_no_script_of_a_copy_lives_in_its_feedback(graded):
    course, _ = graded
    assert "<script>document.title" not in feedback(course, "script")
    assert "&lt;script&gt;document.title=1&lt;/script&gt;" in feedback(course, "script")


def test_the_class_report_names_all_copies(graded):
    course, _ = graded
    page = (course.root / "reports" / f"{NAME}.html").read_text()
    assert all(student in page for student in ("all", "none", "partly", "script", "corrupt"))


def test_a_rerun_grades_only_what_is_new_and_json_gives_all(graded, capsys, monkeypatch):
    course, _ = graded
    monkeypatch.chdir(course.root)
    monkeypatch.setattr("tptorch.worker.grade", lambda *_, **__: pytest.fail("graded again"))
    submit(course, "corrupt", "[]")
    assert main(["grade", NAME, "--json", "--workers", "1"]) == 3
    results = {result["student"]: result for result in json.loads(capsys.readouterr().out)}
    assert results["partly"]["total"] == 16
    assert {v["check"] for v in results["partly"]["verdicts"] if not v["passed"]} == {"test_leaves_its_input_alone"}


def test_one_exercise_of_one_student_is_shown_and_not_recorded(graded, capsys, monkeypatch):
    course, _ = graded
    monkeypatch.chdir(course.root)
    before = gradebook(course)
    submit(course, "partly", with_answers(course))
    assert main(["grade", NAME, "--student", "partly", "--only", "double"]) == 0
    assert "mark / 5" in capsys.readouterr().out
    assert gradebook(course) == before


def test_changed_graded_cells_under_submissions_are_refused_with_the_way_out(graded, capsys, monkeypatch):
    course, _ = graded
    monkeypatch.chdir(course.root)
    tp = course.tp(NAME)
    kept = {path: path.read_text() for path in (tp.source_path, tp.release_path)}
    for path, text in kept.items():
        path.write_text(text.replace('"test_half"', '"test_other"'))
    assert main(["grade", NAME]) == 1
    said = capsys.readouterr().err.strip()
    for path, text in kept.items():
        path.write_text(text)
    assert "db assignment remove" in said
    assert len(said.splitlines()) == 1


def test_nbgrader_autograde_on_a_fresh_course_gives_the_same_marks(course):
    submit(course, "all", with_answers(course))
    submit(course, "none", course.tp(NAME).release)
    submit(course, "corrupt", '{"cells": [')
    done = run(course, "nbgrader", "autograde", NAME)
    assert done.returncode == 0, done.stderr
    assert gradebook(course) == {"all": 20, "none": 0, "corrupt": 0}
    assert "leaked" not in done.stderr  # as a library says at the end of a process that froze its objects


def test_stock_autograde_gives_zero_and_the_line_that_repairs_it(course):
    (course.root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'stock'\n")
    submit(course, "all", with_answers(course))
    assert run(course, "nbgrader", "generate_assignment", NAME, "--force").returncode == 0
    assert run(course, "nbgrader", "autograde", NAME).returncode == 0
    assert gradebook(course) == {"all": 0}
    assert "tp grade tp00_mini" in (course.root / "autograded" / "all" / NAME / f"{NAME}.ipynb").read_text()


def test_pytest_judges_a_copy_or_the_reference_from_the_shell(course):
    path = submit(course, "partly", with_answers(course, double="def double(x):\n    x *= 2\n    return x"))
    pytest_of_course = ("pytest", "-q", "-p", "no:cacheprovider", f"graders/test_{NAME}.py")
    assert "5 passed" in run(course, *pytest_of_course).stdout
    done = run(course, *pytest_of_course, "--copy", str(path))
    assert "1 failed, 4 passed" in done.stdout
    assert "1 passed" in run(course, *pytest_of_course, "--copy", str(path), "-k", "half").stdout


def test_the_hidden_line_judges_an_instructors_own_kernel(course):
    notebook = course.tp(NAME).source_path
    done = run(course, "jupyter", "nbconvert", "--to", "notebook", "--execute", "--stdout", str(notebook))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("5 sur 5 points") >= 4
