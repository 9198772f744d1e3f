"""Image sets: subsets, the official files, profiles and thresholds, on small synthetic files; no network anywhere."""

import errno
import gzip
import hashlib
import json
import os
import urllib.error

import nbformat
import numpy as np
import pytest
import torch
from torchvision import datasets

from tptorch import data, thresholds
from tptorch.assets import assets_of
from tptorch.build import build, source_notebook
from tptorch.cli import main
from tptorch.copies import UnreadableCopy, read_copy
from tptorch.course import Course, CourseError, profile_of
from tptorch.grade import grade, reference_copy
from tptorch.jail import Jail
from tptorch.play import Budget

ROWS = {"train": 90, "test": 40}
PER_CLASS = {"train": 6, "test": 2, "holdout": 2}
LOAD = """\

# %%
from torchvision import datasets

mnist = datasets.MNIST("data", train=True, download=True)
print("images :", len(mnist))
"""


@pytest.fixture
def official(tmp_path, monkeypatch):
    """A folder of small official-looking files, and their checksums in place of the real ones."""
    rng = np.random.default_rng(0)
    folder = tmp_path / "official"
    folder.mkdir()
    sums = {}
    for part, rows in ROWS.items():
        arrays = rng.integers(256, size=(rows, 28, 28), dtype=np.uint8), np.arange(rows, dtype=np.uint8) % 10
        for file, array in zip(data.FILES[part], arrays, strict=True):
            content = data.idx_bytes(array)
            sums[file] = hashlib.sha256(content).hexdigest()
            (folder / f"{file}.gz").write_bytes(gzip.compress(content))
    monkeypatch.setattr(data, "CHECKSUMS", dict.fromkeys(data.CHECKSUMS, sums))
    monkeypatch.setattr(data, "PER_CLASS", PER_CLASS)
    return folder


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_args, **_rest):
        raise urllib.error.URLError("no route to host")

    monkeypatch.setattr("urllib.request.urlopen", refuse)


@pytest.fixture
def image_course(course, official):
    """The tiny course, its TP loading MNIST, not rebuilt yet."""
    data.make_mini(course, "MNIST", official)
    with (course.root / "solutions" / "tp00_mini.py").open("a", encoding="utf-8") as script:
        script.write(LOAD)
    return Course(course.root)


def files_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def folders(course):
    raw = data.mini_folder(course, "MNIST") / "raw"
    return {"train": raw, "test": raw, "holdout": data.holdout_folder(course, "MNIST")}


# --- mini -----------------------------------------------------------------------------------------------------------


def test_the_subset_is_balanced_disjoint_and_the_same_each_time(course, official):
    data.make_mini(course, "MNIST", official)
    once = files_in(course.root / "data") | files_in(course.root / "graders" / "data")
    data.make_mini(course, "MNIST", official)
    assert files_in(course.root / "data") | files_in(course.root / "graders" / "data") == once
    seen = set()
    for part, each in PER_CLASS.items():
        folder = (
            data.holdout_folder(course, "MNIST") if part == "holdout" else data.mini_folder(course, "MNIST") / "raw"
        )
        images, labels = data._read_pair(folder, part)
        assert torch.bincount(labels).tolist() == [each] * 10
        seen |= {image.numpy().tobytes() for image in images}
    assert len(seen) == 10 * sum(PER_CLASS.values())


def test_the_course_s_own_subset_is_balanced_and_its_holdout_disjoint():
    course = Course.here()
    read = {part: data._read_pair(folder, part) for part, folder in folders(course).items()}
    assert [torch.bincount(labels).tolist() for _, labels in read.values()] == [[600] * 10, [100] * 10, [100] * 10]
    digests = [image.numpy().tobytes() for images, _ in read.values() for image in images]
    assert len(set(digests)) == len(digests) == 8000
    assert "CC BY-SA 3.0" in (data.mini_folder(course, "MNIST") / "LICENCE.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("no_network")
def test_torchvision_finds_the_subset_and_downloads_nothing(course, official):
    data.make_mini(course, "MNIST", official)
    found = datasets.MNIST(course.root / "data" / "mini", train=True, download=True)
    assert len(found) == 60
    assert found.targets.dtype == torch.int64


def test_the_command_needs_the_official_files(course, official, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    assert main(["data", "mini"]) == 1
    assert "--from DIR" in capsys.readouterr().err
    assert main(["data", "mini", "--from", str(official), "--set", "MNIST"]) == 0
    assert main(["data", "full", "--from", str(official), "--set", "MNIST", "--set", "FashionMNIST"]) == 0
    assert "FashionMNIST: fetched" in capsys.readouterr().out


# --- full -----------------------------------------------------------------------------------------------------------


def test_files_are_taken_once_and_kept(tmp_path, official):
    assert data.fetch_full("MNIST", tmp_path / "cache", official)
    assert not data.fetch_full("MNIST", tmp_path / "cache", official)
    assert len(datasets.MNIST(tmp_path / "cache", train=False, download=True)) == ROWS["test"]
    data.require_full("MNIST", tmp_path / "cache")


def test_a_file_that_torchvision_downloads_is_verified(tmp_path, official, monkeypatch):
    calls = []

    def download(url, root, filename, md5):
        calls.append(url)
        (tmp_path / root / filename).write_bytes((official / filename).read_bytes())
        assert len(md5) == 32

    monkeypatch.setattr("torchvision.datasets.utils.download_url", download)
    assert data.fetch_full("MNIST", tmp_path / "cache")
    assert len(calls) == 4


def _cut(path):
    path.write_bytes(path.read_bytes()[:-6])


def _other(path):
    path.write_bytes(gzip.compress(b"something else"))


@pytest.mark.parametrize(("damage", "said"), [(_cut, "cut short"), (_other, "checksum"), (os.unlink, "no t10k")])
def test_a_damaged_file_is_refused_and_leaves_nothing_of_itself(tmp_path, official, damage, said):
    cache = tmp_path / "cache"
    damage(official / "t10k-labels-idx1-ubyte.gz")
    with pytest.raises(CourseError, match=said) as raised:
        data.fetch_full("MNIST", cache, official)
    assert "\n" not in str(raised.value)
    assert sorted(files_in(cache)) == sorted(f"MNIST/raw/{file}" for file in list(data.CHECKSUMS["MNIST"])[:3])


def test_a_damaged_file_in_the_cache_is_fetched_again(tmp_path, official):
    data.fetch_full("MNIST", tmp_path, official)
    (tmp_path / "MNIST" / "raw" / "t10k-labels-idx1-ubyte").write_bytes(b"half")
    assert data.fetch_full("MNIST", tmp_path, official)


@pytest.mark.usefixtures("no_network")
def test_no_network_is_one_line_and_leaves_nothing(tmp_path):
    with pytest.raises(CourseError, match=r"no network.*--from DIR") as raised:
        data.fetch_full("MNIST", tmp_path / "cache")
    assert "\n" not in str(raised.value)
    assert not files_in(tmp_path / "cache")


@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, "disk .* is full"), (errno.EROFS, "cannot be written")])
def test_a_cache_that_takes_no_file_is_one_line_and_leaves_nothing(tmp_path, official, monkeypatch, code, said):
    def fail(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(CourseError, match=said):
        data.fetch_full("MNIST", tmp_path / "cache", official)
    assert not files_in(tmp_path / "cache")


# --- profiles -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_network")
def test_a_mini_release_carries_its_data_and_says_so(image_course):
    build(image_course, image_course.names)
    tp = image_course.tp("tp00_mini")
    assert (tp.profile, tp.sets) == ("mini", ["MNIST"])
    assert "profil `mini`" in tp.release.cells[0].source
    assert "60 images d’apprentissage et 20 images de test" in tp.release.cells[0].source
    assert len(datasets.MNIST(tp.release_path.parent / "data", download=True)) == 60
    assert not build(image_course, image_course.names, check=True)


def test_a_full_release_carries_no_data_and_goes_back_to_mini(image_course, official):
    build(image_course, image_course.names)
    build(image_course, image_course.names, profile="full")
    tp = image_course.tp("tp00_mini")
    assert tp.profile == "full"
    assert not list(tp.release_path.parent.rglob("*ubyte"))
    assert "60\u202f000 images" in tp.release.cells[0].source
    with pytest.raises(CourseError, match="tp data full"):
        assets_of(tp)
    data.fetch_full("MNIST", data.cache_folder(image_course), official)
    assert len(datasets.MNIST(assets_of(tp) / "data", download=True)) == ROWS["train"]
    build(image_course, image_course.names)
    assert image_course.tp("tp00_mini").profile == "mini"


def test_a_tp_without_images_has_no_profile(mini):
    assert profile_of(source_notebook(mini, "full")) == ""


def test_the_jail_s_copy_loads_the_released_data_and_its_marks_say_the_profile(image_course):
    build(image_course, image_course.names)
    tp = image_course.tp("tp00_mini")
    with Jail(assets_of(tp)) as jail:
        graded = grade(tp, reference_copy(tp), jail, Budget())
    outputs = json.dumps([cell.get("outputs", []) for cell in graded.notebook.cells], ensure_ascii=False)
    assert graded.total == 20
    assert "images : 60" in outputs
    assert "données : profil mini" in outputs
    assert profile_of(graded.notebook) == "mini"


def test_a_copy_released_with_other_data_is_refused(image_course, tmp_path, monkeypatch, capsys):
    build(image_course, image_course.names)
    release = image_course.tp("tp00_mini").release
    other = nbformat.from_dict(json.loads(json.dumps(release)))
    other.metadata["tptorch"]["profile"] = "full"
    nbformat.write(other, tmp_path / "copy.ipynb")
    with pytest.raises(UnreadableCopy, match="--profile full"):
        read_copy(tmp_path / "copy.ipynb", release)
    other.metadata.pop("tptorch")
    nbformat.write(other, tmp_path / "copy.ipynb")
    read_copy(tmp_path / "copy.ipynb", release)
    monkeypatch.chdir(image_course.root)
    assert main(["grade", "tp00_mini", "--profile", "full"]) == 1
    assert "released with 'mini' data" in capsys.readouterr().err


# --- thresholds -----------------------------------------------------------------------------------------------------


def test_a_threshold_is_measured_kept_and_read(image_course, monkeypatch):
    build(image_course, image_course.names)
    folder = image_course.root / "graders" / "measures"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "tp00_mini.py").write_text(
        "import torch\nright = lambda profile, device: 0.9 + 0.01 * torch.rand(()).item()\n"
        "MEASURES = {'accuracy': {'right': right, 'untrained': lambda *_: 0.1}}\n"
    )
    monkeypatch.chdir(image_course.root)
    [row] = thresholds.measure(image_course, "tp00_mini", "mini", "cpu").values()
    thresholds.keep(image_course, "tp00_mini", "accuracy", "mini", row)
    assert row["n"] == 10
    assert row["wrong"] == {"untrained": 0.1}
    assert row["threshold"] == pytest.approx(row["mean"] - 4.5 * row["sd"], abs=2e-3)
    monkeypatch.setattr(thresholds, "checks_course", lambda: image_course)
    assert thresholds.threshold("tp00_mini", "accuracy") == row["threshold"]
    with pytest.raises(CourseError, match="tp thresholds tp00_mini"):
        thresholds.threshold("tp00_mini", "speed")


def test_shifted_images_move_by_one_pixel_at_most():
    image = torch.zeros(50, 28, 28, dtype=torch.uint8)
    image[:, 10, 10] = 255
    moved = data.shifted(image)
    rows, columns = moved.nonzero()[:, 1], moved.nonzero()[:, 2]
    assert (moved.sum((1, 2)) == 255).all()
    assert set(rows.tolist()) == set(columns.tolist()) == {9, 10, 11}
