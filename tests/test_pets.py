"""The pictures of TP 8: parts that share no artist, balanced classes, one cut file, and small enough to ship."""

import itertools
import re

import pytest
from PIL import Image

from tests.answer_files import ROOT

DATA = ROOT / "source" / "tp08_transfert" / "data"
PARTS = {part: DATA / "chats_poissons" / part for part in ("train", "val", "test")}
PARTS["holdout"] = ROOT / "graders" / "data" / "chats_poissons"
CLASSES = ("chat", "poisson")


def pictures(part, label):
    return sorted(PARTS[part].joinpath(label).iterdir())


def can_be_read(path):
    try:
        with Image.open(path) as image:
            image.load()
    except OSError:
        return False
    return True


def test_parts_share_no_icon_set_and_each_set_is_named_with_its_licence():
    sets = {p: {path.name.rpartition("_")[0] for label in CLASSES for path in pictures(p, label)} for p in PARTS}
    assert all(not sets[a] & sets[b] for a, b in itertools.combinations(PARTS, 2))
    for part, names in sets.items():
        folder = PARTS[part] if part == "holdout" else PARTS[part].parent
        text = (folder / "LICENCE.txt").read_text(encoding="utf-8")
        assert all(re.search(rf"\b{re.escape(name)}\b.*—.*(MIT|Apache|CC BY|ISC|BSD)", text) for name in names), part


@pytest.mark.parametrize("part", PARTS)
def test_classes_are_balanced_and_one_file_alone_is_cut(part):
    whole = {label: [path for path in pictures(part, label) if can_be_read(path)] for label in CLASSES}
    assert len(whole["chat"]) == len(whole["poisson"])
    damaged = sum(len(pictures(part, label)) - len(whole[label]) for label in CLASSES)
    assert damaged == (part == "train")


def test_what_is_shipped_is_small():
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 14 * 2**20
