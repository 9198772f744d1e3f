"""From ``solutions/`` to ``release/``: the same bytes each time, or a refusal that changes nothing.

One real build stands in ``built_course``, and one more here proves that it can be repeated; where only our own steps
matter, a few lines stand for nbgrader, which takes seconds.
"""

import json
import os
import re
import shutil
import zipfile
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.conftest import lay_out_course
from tptorch import build as build_module
from tptorch.build import build, check_assets, check_release, source_notebook, zip_releases
from tptorch.course import CourseError, nbgrader_of
from tptorch.percent import BEGIN, END

NAME = "tp00_mini"


@pytest.fixture
def draft(tmp_path):
    """The tiny course, not built."""
    return lay_out_course(tmp_path / "course")


@pytest.fixture
def tp(draft):
    return draft.tp(NAME)


def edit(path, old, new, count=-1):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def bytes_under(*folders):
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path): path.read_bytes() for path in files}


def made_of(course):
    return bytes_under(course.root / "source", course.root / "release")


class Nbgrader:
    """Stands for nbgrader's API: strips as it does, or fails where it is told to."""

    failing = ""

    def __init__(self, work_in):
        self.work_in = work_in

    def generate_assignment(self, name, **_):
        release = self.work_in / "release" / name
        shutil.copytree(self.work_in / "source" / name, release)
        notebook = nbformat.read(release / f"{name}.ipynb", as_version=4)
        for cell in notebook.cells:
            stripped = re.sub(f"{BEGIN}.*{END}", "raise NotImplementedError", cell.source, flags=re.DOTALL)
            cell.source = re.sub("### BEGIN HIDDEN.*### END HIDDEN TESTS", "", stripped, flags=re.DOTALL)
        nbformat.write(notebook, release / f"{name}.ipynb")
        failed = name == self.failing
        return {"success": not failed, "log": "[ERROR] no such luck" if failed else ""}


@pytest.fixture
def nbgrader(monkeypatch):
    """``build`` with a few lines in place of nbgrader."""
    monkeypatch.setattr(build_module, "open_api", lambda _, work_in: Nbgrader(work_in))
    monkeypatch.setattr(Nbgrader, "failing", "")
    return Nbgrader


# --- what nbgrader makes --------------------------------------------------------------------------------------------


def test_a_second_build_makes_the_same_bytes_and_leaves_the_gradebook_alone(course):
    (course.root / "gradebook.db").write_bytes(b"the marks of a year")
    before = made_of(course)
    for path in (course.root / "source", course.root / "release"):
        shutil.rmtree(path)
    assert len(build(course, [NAME])) == 2
    assert made_of(course) == before
    assert (course.root / "gradebook.db").read_bytes() == b"the marks of a year"


def test_a_build_makes_no_gradebook(built_course):
    assert not list(built_course.root.glob("*.db"))


def test_the_release_has_stubs_and_nothing_of_answers_or_checks(mini):
    text = mini.release_path.read_text(encoding="utf-8")
    assert "return 2 * x" not in text
    assert "tptorch import" not in text
    assert "SOLUTION" not in text
    answers = [cell for cell in mini.release.cells if nbgrader_of(cell).get("solution")]
    assert all('raise NotImplementedError("À compléter")' in cell.source for cell in answers)


def test_the_source_says_what_made_it(mini):
    assert mini.source.metadata["tptorch"]["generated_by"] == f"tp build {NAME}"


def test_graded_cells_call_their_checks_in_hidden_lines(mini):
    [cell] = [cell for cell in mini.source.cells if nbgrader_of(cell).get("grade_id") == "test_half"]
    assert cell.source.endswith('from tptorch import check\n\ncheck("half")\n### END HIDDEN TESTS')


# --- fresh and stale ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("nbgrader")
def test_a_fresh_build_has_nothing_to_do(draft):
    build(draft, [NAME])
    before = made_of(draft)
    assert build(draft, [NAME]) == build(draft, [NAME], check=True) == []
    assert made_of(draft) == before


@pytest.mark.usefixtures("nbgrader")
def test_a_check_before_any_build_names_both_files_and_makes_none(draft, tp, monkeypatch):
    monkeypatch.chdir(draft.root)
    assert build(draft, [NAME], check=True) == [f"source/{NAME}/{NAME}.ipynb", f"release/{NAME}"]
    assert not tp.source_path.exists()
    assert not tp.release_path.exists()


def edit_statement(tp):
    edit(tp.solution, "le plus petit", "le plus court")


def edit_source(tp):
    edit(tp.source_path, "le plus petit", "le plus grand")


def edit_release(tp):
    edit(tp.release_path, "le plus petit", "le plus grand")


def remove_release(tp):
    shutil.rmtree(tp.release_path.parent)


def leave_a_file_in_the_release(tp):
    (tp.release_path.parent / "old.txt").write_text("old")


def add_an_asset(tp):
    (tp.source_path.parent / "data").mkdir()
    (tp.source_path.parent / "data" / "points.csv").write_text("1,2\n")


CHANGES = [edit_statement, edit_source, edit_release, remove_release, leave_a_file_in_the_release, add_an_asset]


@pytest.mark.usefixtures("nbgrader")
@pytest.mark.parametrize("change", CHANGES)
def test_a_stale_file_is_found_and_then_put_right(draft, tp, change):
    build(draft, [NAME])
    change(tp)
    before = made_of(draft)
    assert build(draft, [NAME], check=True)
    assert made_of(draft) == before
    assert build(draft, [NAME])
    assert build(draft, [NAME], check=True) == []
    assert not (tp.release_path.parent / "old.txt").exists()


@pytest.mark.usefixtures("nbgrader")
def test_assets_go_into_the_release(draft, tp):
    build(draft, [NAME])
    add_an_asset(tp)
    build(draft, [NAME])
    assert (tp.release_path.parent / "data" / "points.csv").read_text() == "1,2\n"


@pytest.mark.usefixtures("nbgrader")
def test_a_build_leaves_nothing_but_source_and_release(draft):
    build(draft, [NAME])
    build(draft, [NAME])
    assert {path.name for path in (draft.root / "source").iterdir()} == {NAME}
    assert {path.name for path in (draft.root / "release").iterdir()} == {NAME}


# --- builds that fail -----------------------------------------------------------------------------------------------


@pytest.fixture
def two(draft, nbgrader):
    """Two TPs, built; then both statements change, so that a build would change everything."""
    shutil.copy(draft.tp(NAME).solution, draft.root / "solutions" / "tp01_other.py")
    shutil.copy(draft.tp(NAME).grader, draft.root / "graders" / "test_tp01_other.py")
    build(draft, draft.names)
    for name in draft.names:
        edit_statement(draft.tp(name))
    nbgrader.failing = ""
    return draft


def break_solution(course, _):
    edit(course.tp("tp01_other").solution, "points=5", "points=4", 1)


def break_grader(course, _):
    course.tp("tp01_other").grader.write_text("def broken(:")


def break_assets(course, _):
    (course.root / "source" / "tp01_other" / "answers.py").write_text("x = 1")


def break_nbgrader(_, nbgrader):
    nbgrader.failing = "tp01_other"


@pytest.mark.parametrize("break_it", [break_solution, break_grader, break_assets, break_nbgrader])
def test_when_the_second_of_two_breaks_nothing_changes(two, nbgrader, break_it):
    break_it(two, nbgrader)
    before = made_of(two)
    with pytest.raises(CourseError, match="tp01_other"):
        build(two, two.names)
    assert made_of(two) == before
    assert {path.name for path in (two.root / "release").iterdir()} == set(two.names)


def test_why_nbgrader_refuses_is_told(two, nbgrader):
    break_nbgrader(two, nbgrader)
    with pytest.raises(CourseError, match="no such luck"):
        build(two, two.names)


def test_an_unknown_tp_among_others_changes_nothing(two):
    before = made_of(two)
    with pytest.raises(CourseError, match="unknown TP"):
        build(two, [*two.names, "tp99"])
    assert made_of(two) == before


def test_a_release_that_still_holds_an_answer_is_refused(two, monkeypatch):
    monkeypatch.setattr(Nbgrader, "generate_assignment", copy_unstripped)
    before = made_of(two)
    with pytest.raises(CourseError, match="still holds"):
        build(two, two.names)
    assert made_of(two) == before


def copy_unstripped(self, name, **_):
    shutil.copytree(self.work_in / "source" / name, self.work_in / "release" / name)
    return {"success": True}


# --- ids ------------------------------------------------------------------------------------------------------------


def ids(tp):
    return [cell.id for cell in source_notebook(tp).cells]


@pytest.mark.parametrize(
    "place", ["# %% [markdown]\n# # TP 0", '# %% grade_id="half"', "# %% [markdown]\n# ## Exercice 4"]
)
@pytest.mark.parametrize(
    "cell", ["# %% [markdown]\n# Une remarque.\n\n", "# %% [markdown]\n# ## Rappel\n\n", "# %%\n1 + 1\n\n"]
)
def test_an_inserted_cell_changes_no_other_id(tp, place, cell):
    before = ids(tp)
    edit(tp.solution, place, cell + place)
    after = ids(tp)
    assert len(after) == len(before) + 1
    assert [cell_id for cell_id in after if cell_id in before] == before


def test_an_edited_answer_changes_no_id(tp):
    before = ids(tp)
    edit(tp.solution, "return 2 * x", "return x + x")
    assert ids(tp) == before


def test_ids_of_answers_and_graded_cells_are_their_grade_ids(tp):
    cells = [cell for cell in source_notebook(tp).cells if nbgrader_of(cell)]
    assert [cell.id for cell in cells] == [nbgrader_of(cell)["grade_id"] for cell in cells]


PROSE = ["*Votre réponse :*", "## Question", "## Exercice 1 — le double", "# double", "## «»", "# " + "très " * 40]


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("times", [2, 3])
def test_prose_that_comes_again_has_ids_of_its_own(tp, text, times):
    edit(tp.solution, '# %% grade_id="half"', f"# %% [markdown]\n# {text}\n\n" * times + '# %% grade_id="half"')
    found = ids(tp)
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", cell_id) for cell_id in found)
    nbformat.validate(source_notebook(tp))


# --- the contract ---------------------------------------------------------------------------------------------------

HALF = '# %% grade_id="half" solution=true'
TEST_HALF = '# %% grade_id="test_half" points=5'
REFUSED = {
    "orphan answer cell": (TEST_HALF, "# %%", "'half' has no graded cell"),
    "orphan graded cell": (HALF, '# %% grade_id="other" solution=true', "'test_half' has no answer cell 'half'"),
    "graded cell of another name": (TEST_HALF, '# %% grade_id="check_half" points=5', "no answer cell"),
    "no region": (f"    {BEGIN}\n    return 2 * x\n    {END}", "    return 2 * x", "'double'.*no stub"),
    "region not closed": (f"    {END}\n", "", "'double'.*no stub"),
    "region not opened": (f"    {BEGIN}\n", "", "'double'.*no stub"),
    "one of two regions not closed": (f"    {BEGIN}", f"    {BEGIN}\n    {END}\n    {BEGIN}\n    {BEGIN}", "no stub"),
    "answer in a locked cell": ("import torch", f"import torch\n{BEGIN}\nx = 1\n{END}", "would be released"),
    "answer in a graded cell": ("assert half", f"{BEGIN}\nx = 1\n{END}\nassert half", "would be released"),
    "answer in prose": ("# Quatre", f"# {BEGIN}\n# Quatre", "would be released"),
    "end of an answer alone": ("import torch", f"import torch\n{END}", "would be released"),
    "duplicate id": (HALF, '# %% grade_id="double" solution=true', "'double' is used twice"),
    "19 points": ("points=5", "points=4", "add up to 19"),
    "22.5 points": (TEST_HALF, '# %% grade_id="test_half" points=2.5', "add up to 17.5"),
    "exercise above 5": (TEST_HALF, '# %% grade_id="test_half" points=6', "'half' has 6.0 points"),
    "no points": (TEST_HALF, '# %% grade_id="test_half" points=0', "'half' has 0.0 points"),
    "negative points": (TEST_HALF, '# %% grade_id="test_half" points=-5', "'half' has -5.0 points"),
    "points in words": (TEST_HALF, '# %% grade_id="test_half" points="trois"', "half"),
    "points nan": (TEST_HALF, '# %% grade_id="test_half" points="nan"', "half"),
    "non-ASCII grade_id": ("half", "moitié", "ASCII"),
    "grade_id of digits": (HALF, '# %% grade_id="2half" solution=true', "ASCII"),
    "grade_id with a space": (HALF, '# %% grade_id="ha lf" solution=true', "ASCII"),
    "grade_id too long": (HALF, f'# %% grade_id="{"h" * 80}" solution=true', "ASCII"),
    "grade_id a number": (HALF, "# %% grade_id=3 solution=true", "ASCII"),
    "unknown key": (TEST_HALF, '# %% grade_id="test_half" pionts=5', "unknown header key 'pionts'"),
    "solution without a grade_id": (HALF, "# %% solution=true", "give it a grade_id"),
    "points without a grade_id": (TEST_HALF, "# %% points=5", "give it a grade_id"),
    "grade_id without a role": (HALF, '# %% grade_id="half"', "exactly one of"),
    "two roles": (HALF, '# %% grade_id="half" solution=true points=5', "exactly one of"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_solution_that_breaks_the_contract_is_refused(tp, case):
    old, new, reason = REFUSED[case]
    edit(tp.solution, old, new, 1)
    with pytest.raises(CourseError, match=reason) as caught:
        source_notebook(tp)
    assert "\n" not in str(caught.value)
    assert NAME in str(caught.value)


def test_an_unreadable_solution_is_refused(tp):
    tp.solution.write_bytes(b"# %% [markdown]\n# \xff\xfe\n")
    with pytest.raises(CourseError, match="cannot be read"):
        source_notebook(tp)


def test_a_solution_of_another_spelling_of_the_markers_is_refused_before_it_is_released(tp):
    edit(tp.solution, BEGIN, "###BEGIN SOLUTION", 1)
    with pytest.raises(CourseError):
        source_notebook(tp)


def test_a_cell_may_have_several_regions(tp):
    edit(tp.solution, f"    {BEGIN}", f"    {BEGIN}\n    x = +x\n    {END}\n    {BEGIN}", 1)
    assert len(source_notebook(tp).cells) == len(ids(tp))


CHECKS = {
    "orphan check": ('@exercise("half")', '@exercise("ghost")', "test_halves belongs to 'ghost'"),
    "check of no exercise": ('@exercise("half")\n', "", "test_halves belongs to ''"),
    "graded cell without checks": ("def test_halves", "def halves", "'half' has no checks"),
    "no Python": ("import torch", "def broken(:", "cannot be collected"),
    "missing module": ("import torch", "import no_such_module", "cannot be collected"),
}


@pytest.mark.parametrize("case", CHECKS)
def test_checks_that_do_not_fit_the_cells_are_refused(tp, case):
    old, new, reason = CHECKS[case]
    edit(tp.grader, old, new, 1)
    with pytest.raises(CourseError, match=reason) as caught:
        source_notebook(tp)
    assert "\n" not in str(caught.value)


def test_a_tp_without_checks_is_refused(tp):
    tp.grader.unlink()
    with pytest.raises(CourseError, match="has no checks: write"):
        source_notebook(tp)


# --- what is released -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        BEGIN,
        "### BEGIN HIDDEN TESTS",
        "from graders.oracles import hinge",
        "import graders",
        "from tptorch import check",
    ],
)
def test_a_leak_in_a_released_cell_is_refused(tp, source):
    with pytest.raises(CourseError, match="still holds"):
        check_release(tp, new_notebook(cells=[new_code_cell(f"x = 1\n{source}\n")]))


def test_a_released_answer_cell_without_a_stub_is_refused(tp):
    cell = new_code_cell("def f(): pass", metadata={"nbgrader": {"grade_id": "f", "solution": True}})
    with pytest.raises(CourseError, match="no stub"):
        check_release(tp, new_notebook(cells=[cell]))


def test_the_real_release_is_accepted(mini):
    check_release(mini, deepcopy(mini.release))


@pytest.fixture
def beside(tp):
    """Writes a file beside the source notebook and gives its path."""

    def write(name, content=b"1,2\n"):
        path = tp.source_path.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    "name",
    ["points.csv", "figures/net.png", "data/MNIST/raw/train-images-idx3-ubyte", "data/MNIST/raw/t10k.gz", "LICENSE"],
)
def test_course_material_is_accepted(tp, beside, name):
    beside(name)
    beside(f"{NAME}.ipynb", b"{}")
    check_assets(tp)


@pytest.mark.parametrize(
    "name", ["answers.py", "run.sh", "corrigé.ipynb", "lib.so", "weights.pkl", "noms", "notes.txt.py", "page.html"]
)
def test_an_asset_that_is_no_course_material_is_refused(tp, beside, name):
    beside(name)
    with pytest.raises(CourseError, match="no course material"):
        check_assets(tp)


@pytest.mark.parametrize(
    "text",
    ["### BEGIN SOLUTION\nx = 1", "### BEGIN HIDDEN TESTS", "from graders import oracles", "from tptorch import x"],
)
def test_an_asset_with_a_piece_of_an_answer_is_refused(tp, beside, text):
    beside("notes.txt", text.encode())
    with pytest.raises(CourseError, match="piece of a solution"):
        check_assets(tp)


def test_a_copy_of_a_graders_file_is_refused(tp, beside):
    secret = tp.root / "graders" / "holdout" / "images.gz"
    secret.parent.mkdir()
    secret.write_bytes(b"held out")
    beside("data/train.gz", b"held out")
    with pytest.raises(CourseError, match="also a file of graders/"):
        check_assets(tp)


@pytest.mark.parametrize("target", ["graders", f"graders/test_{NAME}.py", "nowhere"])
def test_a_link_is_refused(tp, beside, target):
    link = beside("points.csv").with_name("more.csv")
    link.symlink_to(tp.root / target)
    with pytest.raises(CourseError, match="is a link"):
        check_assets(tp)


@pytest.mark.usefixtures("nbgrader")
def test_no_file_of_the_graders_reaches_the_release_through_a_linked_folder(draft, beside):
    beside("points.csv").with_name("data").symlink_to(draft.root / "graders")
    with pytest.raises(CourseError, match="is a link"):
        build(draft, [NAME])


def test_a_refused_asset_is_named_with_the_remedy(tp, beside, monkeypatch):
    monkeypatch.chdir(tp.root)
    beside("answers.py")
    with pytest.raises(CourseError, match=rf"^source/{NAME}/answers\.py .*; remove it$"):
        check_assets(tp)


# --- zips -----------------------------------------------------------------------------------------------------------


def test_a_zip_has_the_release_and_the_same_bytes_each_time(course, tmp_path):
    tp = course.tp(NAME)
    (tp.release_path.parent / "data").mkdir()
    (tp.release_path.parent / "data" / "points.csv").write_text("1,2\n")
    [first] = zip_releases(course, [NAME], tmp_path / "first")
    os.utime(tp.release_path, (0, 0))
    tp.release_path.chmod(0o600)
    [second] = zip_releases(course, [NAME], tmp_path / "second")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist() == [f"{NAME}/data/points.csv", f"{NAME}/{NAME}.ipynb"]
        assert archive.read(f"{NAME}/{NAME}.ipynb") == tp.release_path.read_bytes()


def test_there_is_no_zip_of_a_tp_that_is_not_built(draft, tmp_path):
    with pytest.raises(CourseError, match=f"run `tp build {NAME}`"):
        zip_releases(draft, [NAME], tmp_path / "dist")
    assert list(Path(tmp_path / "dist").glob("*")) == []


def test_a_damaged_release_is_told(course, tmp_path):
    course.tp(NAME).release_path.write_text(json.dumps([1]))
    with pytest.raises(CourseError, match="is damaged"):
        zip_releases(course, [NAME], tmp_path / "dist")
