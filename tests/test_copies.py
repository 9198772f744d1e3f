"""Copies come in as anything; what goes on is the released frame with the copy's answers in it."""

import json
import os
import socket
import warnings
from copy import deepcopy

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from tests.conftest import lay_out_course
from tptorch import copies
from tptorch.build import source_notebook
from tptorch.copies import UnreadableCopy, read_copy, refused, restore, what_is_judged
from tptorch.course import nbgrader_of

FUZZ = settings(max_examples=60, deadline=None, database=None, derandomize=True)


@pytest.fixture(scope="session")
def frame(tmp_path_factory):
    """The tiny TP's notebook with its locked, answer and graded cells; not to be changed."""
    course = lay_out_course(tmp_path_factory.mktemp("frame") / "course")
    return nbformat.from_dict(source_notebook(course.tp("tp00_mini")))


@pytest.fixture
def copy(frame):
    """A copy that a test may change: each answer is ``# <its name>``."""
    copy = deepcopy(frame)
    for cell in copy.cells:
        if nbgrader_of(cell).get("solution"):
            cell.source = f"# {nbgrader_of(cell)['grade_id']}"
    return copy


@pytest.fixture
def read(tmp_path):
    """Reads what was submitted: bytes, or anything that JSON can write."""

    def read(content):
        path = tmp_path / "copy.ipynb"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return read_copy(path)

    return read


def plain(notebook):
    return json.loads(json.dumps(notebook))


def cell_of(notebook, grade_id):
    [cell] = [cell for cell in notebook.cells if nbgrader_of(cell).get("grade_id") == grade_id]
    return cell


def ids(notebook):
    return [nbgrader_of(cell).get("grade_id") for cell in notebook.cells if nbgrader_of(cell)]


# --- reading --------------------------------------------------------------------------------------------------------


def test_a_notebook_is_read(read, copy):
    assert what_is_judged(read(plain(copy))) == what_is_judged(copy)


BAD_BYTES = {
    "empty": b"",
    "truncated": b'{"cells": [{"cell_type": "code", "sou',
    "not UTF-8": b'{"cells": [], "metadata": {"a": "\xff\xfe"}, "nbformat": 4, "nbformat_minor": 5}',
    "UTF-16": '{"cells": []}'.encode("utf-16"),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a zip": b"PK\x03\x04" + bytes(100),
    "a script": b"import torch\n",
    "deep": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001,
    "endless integer": b'{"nbformat": ' + b"4" * 10_000 + b"}",
}


@pytest.mark.parametrize("name", BAD_BYTES)
def test_bytes_that_are_no_notebook_are_unreadable(read, name):
    with pytest.raises(UnreadableCopy, match="not a readable notebook"):
        read(BAD_BYTES[name])


NOTEBOOK = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
CELL = {"cell_type": "code", "id": "a", "metadata": {}, "source": "", "outputs": [], "execution_count": None}
BAD_NOTEBOOKS = {
    "a list": [],
    "a number": 4,
    "null": None,
    "version 99": NOTEBOOK | {"nbformat": 99},
    "version in text": NOTEBOOK | {"nbformat": "quatre"},
    "version null": NOTEBOOK | {"nbformat": None},
    "cells in an object": NOTEBOOK | {"cells": {"0": CELL}},
    "cells in text": NOTEBOOK | {"cells": "abc"},
    "cells null": NOTEBOOK | {"cells": None},
    "no cells": {"metadata": {}, "nbformat": 4, "nbformat_minor": 5},
    "too many cells": NOTEBOOK | {"cells": [CELL | {"id": f"c{i}"} for i in range(copies.MAX_CELLS + 1)]},
}


@pytest.mark.parametrize("name", BAD_NOTEBOOKS)
def test_json_that_is_no_notebook_is_unreadable(read, name):
    with pytest.raises(UnreadableCopy, match="not a readable notebook") as caught:
        read(BAD_NOTEBOOKS[name])
    assert "JupyterLab" in caught.value.french


def test_a_notebook_of_version_3_is_read(read):
    cell = {"cell_type": "code", "language": "python", "input": "a = 1", "outputs": [], "metadata": {}}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    assert [cell.source for cell in read(old).cells] == ["a = 1"]


def test_a_notebook_of_a_later_minor_version_is_read(read, copy):
    assert len(read(plain(copy) | {"nbformat_minor": 99}).cells) == len(copy.cells)


def test_an_older_tool_that_dropped_the_cells_ids_costs_nothing(read, copy, frame):
    submitted = plain(copy)
    for cell in submitted["cells"]:
        del cell["id"]
    assert what_is_judged(restore(read(submitted), frame)) == what_is_judged(copy)


def test_reading_a_copy_warns_nobody(read, copy, capfd):
    submitted = plain(copy)
    for cell in submitted["cells"]:
        cell["id"] = "same"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read(submitted)
    assert caught == []
    assert capfd.readouterr().err == ""


def test_a_file_too_large_is_unreadable_before_it_is_read(tmp_path):
    path = tmp_path / "copy.ipynb"
    with path.open("wb") as file:
        file.truncate(copies.MAX_BYTES + 1)
    with pytest.raises(UnreadableCopy, match="20 MiB"):
        read_copy(path)


def make_link(path, target):
    path.symlink_to(target)


def make_socket(path):
    os.chdir(path.parent)  # a socket's whole path may be too long for the system
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path.name)


NO_FILES = {
    "nothing": lambda path: None,  # noqa: ARG005
    "a folder": lambda path: path.mkdir(),
    "a pipe": lambda path: os.mkfifo(path),
    "a socket": make_socket,
    "a link to a notebook": lambda path: make_link(path, path.with_name("other.ipynb")),
    "a link to nothing": lambda path: make_link(path, "nowhere"),
    "a link to itself": lambda path: make_link(path, path.name),
    "a link to a device": lambda path: make_link(path, "/dev/zero"),
}


@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_ordinary_file_is_unreadable(tmp_path, monkeypatch, copy, name):
    monkeypatch.chdir(tmp_path)
    nbformat.write(copy, tmp_path / "other.ipynb")
    NO_FILES[name](tmp_path / "copy.ipynb")
    with pytest.raises(UnreadableCopy) as caught:
        read_copy(tmp_path / "copy.ipynb")
    assert caught.value.french.startswith("Le fichier remis n")


# --- restoring ------------------------------------------------------------------------------------------------------


def test_answers_are_kept(copy, frame):
    restored = restore(copy, frame)
    assert [cell_of(restored, name).source for name in ("double", "step")] == ["# double", "# step"]


def test_neither_the_copy_nor_the_release_is_changed(copy, frame):
    before = deepcopy((copy, frame))
    restored = restore(copy, frame)
    for cell in restored.cells:
        cell.source = "changed"
        cell.metadata["changed"] = True
    assert (copy, frame) == before


@pytest.mark.parametrize("grade_id", ["imports", "test_double"])
def test_an_edited_locked_or_graded_cell_is_put_right(copy, frame, grade_id):
    cell_of(copy, grade_id).source = "assert True"
    assert cell_of(restore(copy, frame), grade_id).source == cell_of(frame, grade_id).source


@pytest.mark.parametrize(
    "change",
    [
        {"points": 1000},
        {"points": float("nan")},
        {"grade": False},
        {"solution": True},
        {"locked": False},
        {"schema_version": "x"},
        {"task": True},
        {"cell_type": "markdown"},
        {"checksum": "0"},
    ],
    ids=str,
)
@pytest.mark.parametrize("grade_id", ["double", "test_double", "imports"])
def test_changed_metadata_of_a_cell_are_put_right(copy, frame, change, grade_id):
    cell_of(copy, grade_id).metadata["nbgrader"].update(change)
    assert cell_of(restore(copy, frame), grade_id).metadata == cell_of(frame, grade_id).metadata


@pytest.mark.parametrize("cell_type", ["markdown", "raw"])
def test_a_changed_type_of_a_cell_is_put_right(copy, frame, cell_type):
    for grade_id in ("double", "test_double"):
        cell_of(copy, grade_id).cell_type = cell_type
    restored = restore(copy, frame)
    assert {cell_of(restored, name).cell_type for name in ("double", "test_double")} == {"code"}
    assert cell_of(restored, "double").source == "# double"


def test_outputs_of_a_copy_are_dropped(copy, frame):
    full_mark = nbformat.v4.new_output("execute_result", data={"text/plain": "5.0"}, execution_count=1)
    for cell in copy.cells:
        cell.outputs = [full_mark]
    assert not any(cell.get("outputs") for cell in restore(copy, frame).cells)


@pytest.mark.parametrize("grade_id", ["test_double", "imports", "double"])
def test_of_a_duplicated_cell_the_last_one_counts(copy, frame, grade_id):
    cell = deepcopy(cell_of(copy, grade_id))
    cell.source = "# the last"
    copy.cells.append(cell)
    restored = restore(copy, frame)
    assert sorted(ids(restored)) == sorted(ids(frame))
    assert nbgrader_of(restored.cells[-1])["grade_id"] == grade_id
    expected = "# the last" if grade_id == "double" else cell_of(frame, grade_id).source
    assert restored.cells[-1].source == expected


def test_the_first_of_a_duplicated_answer_stays_as_an_ordinary_cell(copy, frame):
    copy.cells.insert(0, deepcopy(cell_of(copy, "double")))
    first = restore(copy, frame).cells[0]
    assert first.source == "# double"
    assert not nbgrader_of(first)


@pytest.mark.parametrize("grade_id", ["imports", "test_double", "test_half", "test_step"])
def test_a_deleted_cell_is_put_back_in_its_place(copy, frame, grade_id):
    copy.cells.remove(cell_of(copy, grade_id))
    restored = restore(copy, frame)
    assert ids(restored) == ids(frame)
    assert cell_of(restored, grade_id).source == cell_of(frame, grade_id).source


def test_all_cells_but_the_answers_are_put_back_in_their_order(copy, frame):
    copy.cells = [cell for cell in copy.cells if nbgrader_of(cell).get("solution")]
    assert ids(restore(copy, frame)) == ids(frame)


def test_an_empty_copy_has_all_graded_cells(copy, frame):
    copy.cells = []
    assert ids(restore(copy, frame)) == ["imports", "test_double", "test_half", "test_total", "test_step"]


def test_a_cell_put_back_comes_after_the_answer_that_it_judges_even_when_cells_were_moved(copy, frame):
    copy.cells.remove(cell_of(copy, "test_double"))
    moved = cell_of(copy, "double")
    copy.cells.remove(moved)
    copy.cells.append(moved)
    order = ids(restore(copy, frame))
    assert order.index("test_double") == order.index("double") + 1


def test_cells_of_the_students_own_are_kept_where_they_were(copy, frame):
    copy.cells.insert(3, new_code_cell("helper = 1", metadata={"tags": ["mine"], "nbgrader": {"grade_id": "other"}}))
    copy.cells.insert(4, new_markdown_cell("Ma remarque"))
    copy.cells.insert(5, new_raw_cell("brut"))
    kept = restore(copy, frame).cells[3:6]
    assert [(cell.cell_type, cell.source) for cell in kept] == [
        ("code", "helper = 1"),
        ("markdown", "Ma remarque"),
        ("markdown", "brut"),
    ]
    assert all(cell.metadata == {} for cell in kept)


def test_the_statements_own_prose_is_marked_and_what_was_edited_is_not(copy, frame):
    first, second = [cell for cell in copy.cells if cell.cell_type == "markdown"][:2]
    second.source += "<script>"
    prose = [cell for cell in restore(copy, frame).cells if cell.cell_type == "markdown"]
    assert [cell.metadata.get("tptorch") for cell in prose[:2]] == ["statement", None]
    assert prose[0].source == first.source


def test_a_copy_cannot_mark_its_own_prose_as_the_statements(copy, frame):
    copy.cells.insert(0, new_markdown_cell("<script>", metadata={"tptorch": "statement"}))
    assert restore(copy, frame).cells[0].metadata == {}


def test_attachments_are_dropped(copy, frame):
    copy.cells[0]["attachments"] = {"a.svg": {"image/svg+xml": "<svg onload='alert(1)'/>"}}
    assert "svg" not in json.dumps(restore(copy, frame))


def test_metadata_of_the_notebook_are_the_releases(copy, frame):
    copy.metadata = {"kernelspec": {"name": "evil"}, "celltoolbar": 3, "tptorch_total": "20"}
    assert restore(copy, frame).metadata == frame.metadata


HOSTILE_IDS = [
    ["cellule-2", "é", "è"],
    ["double", "test_double", "imports"],
    ["cellule-1", "cellule-1", "cellule-1"],
    ["", "x" * 100, "a b"],
    [None, 3, ["a"]],
    [f"cellule-{index}" for index in range(8)] + ["double"] * 8,
]


@pytest.mark.parametrize("hostile", HOSTILE_IDS, ids=str)
def test_ids_are_unique_whatever_the_copys_are(copy, frame, hostile):
    extra = [new_code_cell("pass") for _ in hostile]
    for cell, cell_id in zip(extra, hostile, strict=True):
        cell["id"] = cell_id
    copy.cells = [*extra, *copy.cells]
    restored = restore(copy, frame)
    found = [cell.id for cell in restored.cells]
    assert len(set(found)) == len(found)
    nbformat.validate(restored)


HOSTILE_METADATA = [None, 3, "x", ["a"], {"nbgrader": None}, {"nbgrader": ["grade_id"]}, {"nbgrader": {"grade_id": {}}}]


@pytest.mark.parametrize("metadata", HOSTILE_METADATA, ids=str)
def test_hostile_metadata_of_a_cell_make_an_ordinary_cell(read, copy, frame, metadata):
    cell_of(copy, "double")["metadata"] = metadata
    try:
        restored = restore(read(plain(copy)), frame)
    except UnreadableCopy:
        return
    assert "double" not in ids(restored)
    nbformat.validate(restored)


@pytest.mark.parametrize("cell", [None, 3, "x", [], {}, {"source": "a"}, CELL | {"cell_type": "heading"}], ids=str)
def test_what_is_no_cell_is_dropped(copy, frame, cell):
    count = len(copy.cells)
    copy.cells.insert(0, cell)
    assert len(restore(copy, frame).cells) == count


def test_a_source_too_long_is_dropped(copy, frame):
    copy.cells.insert(0, new_code_cell("#" * (copies.MAX_SOURCE + 1)))
    assert len(restore(copy, frame).cells) == len(copy.cells) - 1


@pytest.mark.parametrize("text", ["\ud800", "\x00", "\x1b[31m", "é" * 1000, "\u2028"], ids=ascii)
def test_whatever_stands_in_an_answer_the_result_can_be_written(read, copy, frame, tmp_path, text):
    submitted = plain(copy)
    submitted["cells"][3]["source"] = f"x = '{text}'"
    submitted["cells"].insert(0, CELL | {"cell_type": "markdown", "source": text})
    try:
        restored = restore(read(submitted), frame)
    except UnreadableCopy:
        return
    nbformat.write(restored, tmp_path / "restored.ipynb")
    assert ids(nbformat.read(tmp_path / "restored.ipynb", as_version=4)) == ids(frame)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5) | st.sampled_from(["double", "test_half"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["nbgrader", "grade_id", "points", "id", "source", "cell_type", "tptorch"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
IDS = st.sampled_from(["cellule-1", "cellule-2", "double", "imports"])
MARKS = st.fixed_dictionaries({"nbgrader": st.fixed_dictionaries({"grade_id": IDS | JUNK})})
CELLS = st.fixed_dictionaries(
    {
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | JUNK,
        "source": st.text(max_size=9) | st.lists(st.text(max_size=3), max_size=3) | JUNK,
    },
    optional={"id": IDS | JUNK, "metadata": MARKS | JUNK, "outputs": JUNK, "execution_count": JUNK},
)


@FUZZ
@given(st.lists(CELLS | JUNK, max_size=8), st.sampled_from([0, 2, 4, 5]), st.just({}) | JUNK)
@pytest.mark.filterwarnings("ignore")
def test_any_notebook_is_unreadable_or_restored_to_a_valid_one(tmp_path_factory, frame, cells, minor, metadata):
    path = tmp_path_factory.getbasetemp() / "fuzzed.ipynb"
    path.write_text(json.dumps(NOTEBOOK | {"cells": cells, "nbformat_minor": minor, "metadata": metadata}))
    try:
        copy = read_copy(path)
    except UnreadableCopy:
        return
    restored = restore(copy, frame)
    nbformat.validate(restored)
    assert {"imports", "test_double", "test_half", "test_total", "test_step"} <= set(ids(restored))
    assert len({cell.id for cell in restored.cells}) == len(restored.cells)


# --- copies that cannot be judged -----------------------------------------------------------------------------------


def test_a_refused_copy_is_the_release_headed_by_the_reason(frame):
    notebook = refused(frame, "Illisible.")
    assert notebook.cells[0].source == "**Copie non évaluée.** Illisible."
    assert what_is_judged(notebook)[1:] == what_is_judged(frame)
    nbformat.validate(notebook)


def test_what_is_judged_ignores_all_but_answers(copy, frame):
    other = deepcopy(copy)
    other.metadata["x"] = 1
    other.cells[3].metadata["y"] = 2
    other.cells[3].id = "z"
    assert what_is_judged(restore(copy, frame)) == what_is_judged(restore(other, frame))
    cell_of(other, "double").source += " "
    assert what_is_judged(restore(copy, frame)) != what_is_judged(restore(other, frame))
