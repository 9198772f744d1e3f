"""The command: where nothing can be done, exit code 1 and one line that says what to do."""

import json
import shutil

import pytest

from tests.conftest import lay_out_course
from tptorch import build
from tptorch.cli import NOTHING_DONE, main

NAME = "tp00_mini"


@pytest.fixture
def refusal(capsys):
    """Runs the command, which must refuse; gives the one line it says."""

    def run(*argv):
        assert main(list(argv)) == NOTHING_DONE
        said = capsys.readouterr()
        assert said.out == ""
        [line] = said.err.splitlines()
        assert line.startswith("tp: ")
        return line

    return run


@pytest.fixture
def in_course(course, monkeypatch):
    """In the tiny course, built."""
    monkeypatch.chdir(course.root)
    return course


@pytest.fixture
def in_draft(tmp_path, monkeypatch):
    """In the tiny course, not built."""
    course = lay_out_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    return course


def submit(course, student="ada", name=NAME):
    folder = course.root / "submitted" / student / name
    folder.mkdir(parents=True)
    (folder / f"{name}.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')


@pytest.mark.parametrize("argv", [["build"], ["build", "--check"], ["build", NAME], ["grade", NAME]])
def test_outside_a_course_folder(refusal, tmp_path, monkeypatch, argv):
    monkeypatch.chdir(tmp_path)
    assert "is in no course folder" in refusal(*argv)


@pytest.mark.parametrize("argv", [["build", "tp99"], ["build", NAME, "tp99"], ["grade", "tp99"], ["grade", "../x"]])
@pytest.mark.usefixtures("in_draft")
def test_an_unknown_tp(refusal, argv):
    line = refusal(*argv)
    assert repr(argv[-1]) in line
    assert line.endswith(f"this course has: {NAME}")


def test_a_name_that_looks_like_markup_is_said_as_it_is(refusal, in_draft):  # noqa: ARG001
    assert "'[bold]tp99[/bold]'" in refusal("grade", "[bold]tp99[/bold]")


def test_a_line_is_one_line_however_long(refusal, in_draft):
    for index in range(1, 60):
        shutil.copy(in_draft.tp(NAME).solution, in_draft.root / "solutions" / f"tp{index:02}_a_rather_long_name.py")
    assert "tp59_a_rather_long_name" in refusal("grade", "tp99")


@pytest.mark.usefixtures("in_course")
def test_no_copies(refusal):
    line = refusal("grade", NAME)
    assert f"no copy of {NAME}" in line
    assert f"submitted/<student>/{NAME}/{NAME}.ipynb" in line


def test_no_copy_of_this_student(refusal, in_course):
    submit(in_course)
    assert f"submitted/bob/{NAME}/{NAME}.ipynb" in refusal("grade", NAME, "--student", "bob")


def test_no_copy_of_this_tp(refusal, in_course):
    submit(in_course, name="tp01_other")
    assert f"no copy of {NAME}" in refusal("grade", NAME)


@pytest.mark.parametrize("options", [[], ["--only", "half"], ["--json"]], ids=str)
def test_a_tp_that_is_not_built(refusal, in_draft, options):
    submit(in_draft)
    assert f"run `tp build {NAME}`" in refusal("grade", NAME, *options)
    assert not (in_draft.root / "gradebook.db").exists()


@pytest.mark.parametrize("content", ["", "{", "[]", json.dumps({"nbformat": 99})])
def test_a_damaged_source(refusal, in_course, content):
    submit(in_course)
    in_course.tp(NAME).source_path.write_text(content)
    line = refusal("grade", NAME)
    assert "is damaged" in line
    assert f"run `tp build {NAME}`" in line


@pytest.mark.usefixtures("in_course")
def test_an_unknown_exercise(refusal):
    line = refusal("grade", NAME, "--only", "triple")
    assert "no exercise 'triple'" in line
    assert line.endswith("double, half, total, step")


def test_a_solution_that_breaks_the_contract(refusal, in_draft):
    path = in_draft.tp(NAME).solution
    path.write_text(path.read_text().replace("points=5", "points=4", 1))
    assert "the points add up to 19" in refusal("build")
    assert not (in_draft.root / "release").exists()


@pytest.mark.usefixtures("in_draft")
def test_a_stale_file_is_named_with_the_command_that_repairs_it(refusal, monkeypatch):
    monkeypatch.setattr(build, "build", lambda *_, check, **__: [f"source/{NAME}/{NAME}.ipynb"] if check else [])
    assert refusal("build", "--check") == f"tp: stale: source/{NAME}/{NAME}.ipynb; run `tp build`"


@pytest.mark.usefixtures("in_draft")
def test_a_fresh_course_is_said(monkeypatch, capsys):
    monkeypatch.setattr(build, "build", lambda *_, **__: [])
    assert main(["build", "--check"]) == 0
    assert capsys.readouterr().out == "all is fresh\n"


def test_zips_are_named(in_course, monkeypatch, capsys):
    monkeypatch.setattr(build, "build", lambda *_, **__: [])
    assert main(["build", "--zip"]) == 0
    assert f"dist/{NAME}.zip" in capsys.readouterr().out
    assert (in_course.root / "dist" / f"{NAME}.zip").exists()


def test_a_folder_inside_the_course_is_in_the_course(refusal, in_course, monkeypatch):
    monkeypatch.chdir(in_course.root / "graders")
    assert f"../submitted/<student>/{NAME}" in refusal("grade", NAME)


@pytest.mark.parametrize("argv", [[], ["unknown"], ["grade"], ["grade", NAME, "--workers", "many"]], ids=str)
def test_wrong_usage_is_exit_code_2(argv):
    with pytest.raises(SystemExit) as caught:
        main(argv)
    assert caught.value.code == 2
