"""Official weights for TPs released as ``full``, fetched whole and laid beside copies; a small file stands for them."""

import hashlib
import json
import urllib.error

import pytest
import torch
from torchvision import models

from tptorch.assets import assets_of
from tptorch.build import build
from tptorch.cli import main
from tptorch.course import Course, CourseError
from tptorch.grade import grade, reference_copy
from tptorch.jail import Jail
from tptorch.play import Budget
from tptorch.weights import fetch_weights, require_weights

NAME = "ResNet50_Weights"
VARIANTS = """\

# %% [markdown] profile="mini"
# Un petit réseau.

# %% profile="mini" grade_id="network" locked=true
network = {"w": torch.zeros(2)}

# %% [markdown] profile="full"
# Un grand réseau.

# %% profile="full" grade_id="network" locked=true
from torchvision.models import ResNet50_Weights

torch.hub.set_dir("data")
network = torch.hub.load_state_dict_from_url(ResNet50_Weights.DEFAULT.url, weights_only=True)

# %%
print("poids :", network["w"].sum().item())
"""


@pytest.fixture
def official(tmp_path, monkeypatch):
    """A folder with a small file of weights under the name that its checksum gives it."""
    folder = tmp_path / "official"
    folder.mkdir()
    torch.save({"w": torch.ones(3)}, folder / "draft.pth")
    digest = hashlib.sha256((folder / "draft.pth").read_bytes()).hexdigest()
    path = (folder / "draft.pth").rename(folder / f"small-{digest[:8]}.pth")
    monkeypatch.setattr(models, NAME, Weights(f"https://nowhere.invalid/{path.name}"))
    return path


class Weights:
    """As much of torchvision's enumeration as is used."""

    def __init__(self, url):
        self.url = url
        self.DEFAULT = self


@pytest.fixture
def variants(course):
    with (course.root / "solutions" / "tp00_mini.py").open("a", encoding="utf-8") as script:
        script.write(VARIANTS)
    return Course(course.root)


def test_the_file_is_taken_once_and_kept(tmp_path, official):
    assert fetch_weights(NAME, tmp_path / "cache", official.parent)
    assert not fetch_weights(NAME, tmp_path / "cache")
    assert require_weights(NAME, tmp_path / "cache").read_bytes() == official.read_bytes()


def test_a_damaged_file_is_refused_and_leaves_nothing_of_itself(tmp_path, official):
    official.write_bytes(official.read_bytes()[:-6])
    with pytest.raises(CourseError, match="wrong checksum"):
        fetch_weights(NAME, tmp_path / "cache", official.parent)
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_a_damaged_file_in_the_cache_is_taken_again(tmp_path, official):
    fetch_weights(NAME, tmp_path / "cache", official.parent)
    require_weights(NAME, tmp_path / "cache").write_bytes(b"half")
    assert fetch_weights(NAME, tmp_path / "cache", official.parent)


@pytest.mark.usefixtures("official")
def test_what_cannot_be_fetched_is_one_line_that_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(torch.hub, "urlopen", refuse)
    for source, said in ((tmp_path, "give its folder"), (None, "--from DIR")):
        with pytest.raises(CourseError, match=said) as raised:
            fetch_weights(NAME, tmp_path / "cache", source)
        assert "\n" not in str(raised.value)
    with pytest.raises(CourseError, match="tp data full"):
        require_weights(NAME, tmp_path / "cache")


def refuse(*_args, **_rest):
    raise urllib.error.URLError("no route to host")


def test_each_profile_has_its_own_cells(variants):
    for profile, word in (("mini", "petit"), ("full", "grand")):
        build(variants, variants.names, profile=profile)
        tp = Course(variants.root).tp("tp00_mini")
        text = "\n".join(cell.source for cell in tp.release.cells)
        assert (tp.profile, tp.weights) == (profile, [NAME] if profile == "full" else [])
        assert f"Un {word} réseau." in text
        assert text.count("réseau.") == 1


@pytest.mark.parametrize(
    "header", ['profile="ful" grade_id="network" locked=true', 'profile="full" grade_id="test_x" points=5']
)
def test_a_cell_of_no_profile_or_a_graded_one_of_a_single_profile_is_refused(variants, header):
    script = variants.tp("tp00_mini").solution
    script.write_text(script.read_text().replace('profile="full" grade_id="network" locked=true', header))
    with pytest.raises(CourseError, match="profile is one of"):
        build(variants, variants.names)


def test_a_copy_in_the_jail_loads_the_prefetched_file(variants, official, monkeypatch, capsys):
    monkeypatch.chdir(variants.root)
    script = variants.tp("tp00_mini").solution
    script.write_text(
        script.read_text().replace("ResNet50_Weights.DEFAULT.url", f'"https://nowhere.invalid/{official.name}"')
    )
    build(variants, variants.names, profile="full")
    tp = Course(variants.root).tp("tp00_mini")
    with pytest.raises(CourseError, match="tp data full"):
        assets_of(tp)
    assert main(["data", "full", "--set", NAME, "--from", str(official.parent)]) == 0
    assert "fetched, checksums verified" in capsys.readouterr().out
    with Jail(assets_of(tp)) as jail:
        graded = grade(tp, reference_copy(tp), jail, Budget())
    assert graded.total == 20
    assert "poids : 3.0" in json.dumps([cell.get("outputs", []) for cell in graded.notebook.cells])
