"""Make TP 8's pictures: cats and fish of open icon sets, on random backgrounds, split by artist.

    python data/make_pets.py --from DIR            # writes source/tp08_transfert/data/chats_poissons/, graders/data/…
    python data/make_pets.py --from DIR --check    # makes them again, and compares

``DIR`` holds ``@iconify-json`` packages (see ``drawings.py``). Everything follows from ``SEED`` and the sets' versions,
which the licence file names. ``--check`` compares pixels with a small tolerance: another version of Pillow or torch may
round a few of them otherwise.
"""

import argparse
import io
import re
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from drawings import Drawings, pictures, sets_of, stacked
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
RELEASED = ROOT / "source" / "tp08_transfert" / "data" / "chats_poissons"
HOLDOUT = ROOT / "graders" / "data" / "chats_poissons"
SEED = 20_240_308
PER_CLASS = {"train": 150, "val": 50, "test": 60, "holdout": 100}
SHAPES = [(96, 96), (84, 112), (96, 96), (112, 84)]  # height, width: squares, landscapes and portraits
RENDERED, FINER, QUALITY = 176, 2, 87
CUT = ("train", "chat", 40, 0.55)  # one file more, cut: copied from that picture, and the part of it that is kept
WORDS = {
    "chat": r"(^|-)cat(-|$)",
    "poisson": r"(^|-)(fish|blowfish|clownfish|shark|piranha)(-|$)",
}
# Names that only contain the word, or drawings in which one would not see the animal.
NOT = (
    r"(^|-)(off|cake|scales|canned|bucket|smoking|monster|eggs|escape|bite|fin|jaws|hook|panorama|school|shield|corpse|"
    r"saber|schrodingers|big|user|mail|christianity|thin|light)(-|$)"
)
KEPT_ANYWAY = {"business-big-small-fish", "business-big-small-fish-bold"}

LICENCE_HEAD = """\
Chats et poissons — images fabriquées pour ce cours (data/make_pets.py, graine {seed}) à partir de dessins de jeux
d'icônes ouverts : chaque dessin est tourné, agrandi ou réduit, parfois recoloré, et posé sur un fond tiré au hasard.
Le nom d'un fichier dit le jeu dont vient le dessin. Les images restent sous la licence de ce jeu :

"""
LICENCE_FOOT = """
Licence MIT (et ISC, de même sens) : permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:
The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED
TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT
OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

Apache 2.0 : https://www.apache.org/licenses/LICENSE-2.0
CC BY : https://creativecommons.org/licenses/by/3.0/ et https://creativecommons.org/licenses/by/4.0/
"""


def names_in(drawings: Drawings, name: str, label: str) -> list[str]:
    """The icons of a set that show the animal."""
    found = [icon for icon in drawings.icons(name)["icons"] if re.search(WORDS[label], icon)]
    return sorted(icon for icon in found if icon in KEPT_ANYWAY or not re.search(NOT, icon))


def chosen(drawings: Drawings, part: str, label: str) -> list[tuple[str, str]]:
    """Set and icon of each picture of one class: the sets take turns, and so do the icons of each."""
    pools = {name: names_in(drawings, name, label) for _, name in sets_of(part)}
    pools = {name: icons for name, icons in pools.items() if icons}
    turns = [(name, icons[turn % len(icons)]) for turn in range(PER_CLASS[part]) for name, icons in pools.items()]
    return turns[: PER_CLASS[part]]


def jpeg(picture: torch.Tensor) -> bytes:
    """A picture in [0, 1], ``(3, h, w)``, as a JPEG file."""
    data = io.BytesIO()
    pixels = (picture * 255).round().byte().permute(1, 2, 0).numpy()
    Image.fromarray(pixels).save(data, "JPEG", quality=QUALITY, optimize=True)
    return data.getvalue()


def make(drawings: Drawings, part: str, folder: Path, generator: torch.Generator) -> None:
    """The pictures of one part, as ``folder/<class>/<set>_<number>.jpg``."""
    for label in sorted(WORDS):
        picked = chosen(drawings, part, label)
        (folder / label).mkdir(parents=True)
        layers, plain = stacked(drawings.render(name, icon, RENDERED) for name, icon in picked)
        for shape in sorted(set(SHAPES)):
            # coprime steps: every set and every icon comes in every shape
            rows = [row for row in range(len(picked)) if SHAPES[(row * 7 + row // len(SHAPES)) % len(SHAPES)] == shape]
            height, width = (FINER * size for size in shape)
            made = pictures(layers[rows], plain[rows], height, width, generator)
            made = torch.nn.functional.avg_pool2d(made, FINER)
            for row, picture in zip(rows, made, strict=True):
                (folder / label / f"{picked[row][0]}_{row:03}.jpg").write_bytes(jpeg(picture))


def make_all(drawings: Drawings, released: Path, holdout: Path) -> None:
    """All four parts, the cut file, and the attributions."""
    generator = torch.Generator().manual_seed(SEED)
    for part in PER_CLASS:
        make(drawings, part, holdout if part == "holdout" else released / part, generator)
    part, label, row, kept = CUT
    whole = min((released / part / label).glob(f"*_{row:03}.jpg"))
    data = whole.read_bytes()
    whole.with_name(whole.name.replace(f"_{row:03}", f"_{PER_CLASS[part]:03}")).write_bytes(
        data[: int(kept * len(data))]
    )
    released_parts = [part for part in PER_CLASS if part != "holdout"]
    for folder, parts in ((released, released_parts), (holdout, ["holdout"])):
        (folder / "LICENCE.txt").write_text(attributions(drawings, parts), encoding="utf-8")


def attributions(drawings: Drawings, parts: list[str]) -> str:
    """Who drew what, under which licence."""
    lines = [LICENCE_HEAD.format(seed=SEED)]
    for part in parts:
        for _, name in sets_of(part):
            if any(names_in(drawings, name, label) for label in WORDS):
                info = drawings.info(name)
                author, licence = info["author"], info["license"]
                package = f"@iconify-json {drawings.version(name)}"
                lines.append(
                    f"{part + '/':9} {name} ({package}) — « {info['name']} », {author['name']}, "
                    f"{author.get('url', '')} — {licence['title']}, {licence.get('url', '')}\n"
                )
    return "".join([*lines, LICENCE_FOOT])


def differences(made: Path, there: Path) -> list[str]:
    """What differs between two folders: names, texts, and pictures beyond rounding."""
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    others = {path.relative_to(there).as_posix() for path in there.rglob("*") if path.is_file()}
    found = [f"{there / name}: missing, or not made by this script" for name in sorted(names ^ others)]
    for name in sorted(names & others):
        one, other = (made / name).read_bytes(), (there / name).read_bytes()
        if one != other and (not name.endswith(".jpg") or not _alike(one, other)):
            found.append(f"{there / name}: differs")
    return found


def _alike(one: bytes, other: bytes) -> bool:
    try:
        pixels = [np.asarray(Image.open(io.BytesIO(data)), dtype=float) for data in (one, other)]
    except OSError:  # the cut file
        return abs(len(one) - len(other)) < 40
    return pixels[0].shape == pixels[1].shape and np.abs(pixels[0] - pixels[1]).mean() < 2


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, required=True, metavar="DIR")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as scratch:
        released, holdout = Path(scratch) / "released", Path(scratch) / "holdout"
        make_all(Drawings(arguments.source), released, holdout)
        pairs = [(released, RELEASED), (holdout, HOLDOUT)]
        if arguments.check:
            found = [line for pair in pairs for line in differences(*pair)]
            print("\n".join(found) or "the pictures are those that this script makes")
            return bool(found)
        for made, there in pairs:
            shutil.rmtree(there, ignore_errors=True)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(made, there)
            size = sum(path.stat().st_size for path in there.rglob("*") if path.is_file())
            print(f"{there.relative_to(ROOT)}: {sum(1 for _ in there.rglob('*.jpg'))} pictures, {size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
