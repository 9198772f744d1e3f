"""Image sets of the TPs: small subsets that lie in a release (``mini``), or the official files (``full``).

Students' notebooks use torchvision's own API and nothing of ours. torchvision takes a set for present when its four
*unzipped* IDX files lie in ``<root>/<set>/raw/``, whatever their length (it compares checksums of ``.gz`` files only):
so these four are what a ``mini`` release carries.
"""

import contextlib
import errno
import gzip
import hashlib
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
import torch

from tptorch.course import Course, CourseError, relative, state_dir

Part = Literal["train", "test", "holdout"]

SEED = 20_240_229
PER_CLASS = {"train": 600, "test": 100, "holdout": 100}
FILES = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
    "holdout": ("holdout-images-idx3-ubyte", "holdout-labels-idx1-ubyte"),
}
# SHA-256 of the official files, unzipped: the gzip around them differs from one mirror to the other.
CHECKSUMS: dict[str, dict[str, str]] = {
    "MNIST": {
        "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
    "FashionMNIST": {
        "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    },
}
_FOLDERS = {"MNIST": "mnist", "FashionMNIST": "fashion-mnist"}
LICENCES = {
    "MNIST": """\
MNIST — chiffres manuscrits, 28 x 28 pixels, de Yann LeCun, Corinna Cortes et Christopher J. C. Burges, d'après des
images du NIST. Licence : Creative Commons Attribution - Partage dans les mêmes conditions 3.0 (CC BY-SA 3.0),
https://creativecommons.org/licenses/by-sa/3.0/. Ces fichiers restent sous cette licence.
""",
    "FashionMNIST": """\
Fashion-MNIST — articles de mode, 28 x 28 pixels. Copyright (c) 2017 Zalando SE, https://tech.zalando.com.
Licence MIT, https://github.com/zalandoresearch/fashion-mnist/blob/master/LICENSE :

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and
this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED
"AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
""",
}
_CHANGES = """
Modification : sous-ensemble. Pour chaque classe, {train} images des fichiers officiels d'apprentissage et {test} des
fichiers officiels de test, tirées au hasard (graine {seed}), dans l'ordre officiel ; les images sont inchangées.
"""


# --- where things lie -----------------------------------------------------------------------------------------------


def mini_folder(course: Course, name: str) -> Path:
    """The subset of a set, as releases carry it."""
    return course.root / "data" / "mini" / name


def holdout_folder(course: Course, name: str) -> Path:
    """Images that no release and no jail has."""
    return course.root / "graders" / "data" / name


def cache_folder(course: Course) -> Path:
    """The official files on this machine."""
    return state_dir(course.root) / "data"


# --- for checks -----------------------------------------------------------------------------------------------------


def dataset(tp: str, name: str, part: Part, profile: str | None = None) -> tuple[torch.Tensor, torch.Tensor]:
    """Images (uint8, ``(n, 28, 28)``) and labels (int64), for checks: of the profile that the TP is released with.

    ``holdout`` is known to no copy. ``full`` has no secret images: there it is the official test set, each image
    shifted by up to one pixel with the generator as it stands (the check's seed decides).
    """
    course = checks_course()
    if (profile or course.tp(tp).profile) != "full":
        folder = holdout_folder(course, name) if part == "holdout" else mini_folder(course, name) / "raw"
        return _read_pair(folder, part)
    require_full(name, cache_folder(course))
    images, labels = _read_pair(cache_folder(course) / name / "raw", "test" if part == "holdout" else part)
    return (shifted(images), labels) if part == "holdout" else (images, labels)


def shifted(images: torch.Tensor) -> torch.Tensor:
    """Each image moved by -1, 0 or 1 pixel in both directions."""
    moves = torch.randint(-1, 2, (len(images), 2))
    result = torch.zeros_like(images)
    padded = torch.nn.functional.pad(images, (1, 1, 1, 1))
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            chosen = (moves == torch.tensor([dy, dx])).all(1)
            result[chosen] = padded[chosen, 1 + dy : 29 + dy, 1 + dx : 29 + dx]
    return result


def checks_course() -> Course:
    """The course whose checks are running."""
    graders = sys.modules.get("graders")
    return Course.here(Path(graders.__file__).parent) if graders and graders.__file__ else Course.here()


def _read_pair(folder: Path, part: Part) -> tuple[torch.Tensor, torch.Tensor]:
    images, labels = (_read_cached(folder / name) for name in FILES[part])
    return torch.from_numpy(images.copy()), torch.from_numpy(labels.astype(np.int64))


@lru_cache(maxsize=8)
def _read_cached(path: Path) -> np.ndarray:
    try:
        return parse_idx(_unzipped(path))
    except FileNotFoundError:
        raise CourseError(f"{relative(path)} is missing: run `tp data mini --from DIR`") from None


# --- mini -----------------------------------------------------------------------------------------------------------


def make_mini(course: Course, name: str, source: Path) -> None:
    """Cut the subset and the hold-out of a set from the official files under ``source``; the same bytes each time."""
    full = {part: [parse_idx(official_bytes(name, file, source)) for file in FILES[part]] for part in ("train", "test")}
    rng = np.random.default_rng(SEED)
    rows = {"train": _balanced(full["train"][1], rng, PER_CLASS["train"])[0]}
    rows["test"], rows["holdout"] = _balanced(full["test"][1], rng, PER_CLASS["test"], PER_CLASS["holdout"])
    with complaining(name, course.root), tempfile.TemporaryDirectory(dir=course.root, prefix=".tp-data-") as scratch:
        release, secret = Path(scratch) / "release", Path(scratch) / "holdout"
        (release / "raw").mkdir(parents=True)
        secret.mkdir()
        (release / "LICENCE.txt").write_text(LICENCES[name] + _CHANGES.format(seed=SEED, **PER_CLASS), encoding="utf-8")
        for part, chosen in rows.items():
            for file, array in zip(FILES[part], full["test" if part == "holdout" else part], strict=True):
                data = idx_bytes(array[chosen])
                if part == "holdout":
                    (secret / f"{file}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
                else:
                    (release / "raw" / file).write_bytes(data)
        _replace_folder(release, mini_folder(course, name))
        _replace_folder(secret, holdout_folder(course, name))


def _balanced(labels: np.ndarray, rng: np.random.Generator, *sizes: int) -> list[np.ndarray]:
    """Disjoint sets of rows, each with the same number of every class, in the files' order."""
    chosen: list[list[np.ndarray]] = [[] for _ in sizes]
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < sum(sizes):
            raise CourseError(f"class {label} has {len(rows)} images, {sum(sizes)} are needed: give the full files")
        for part, picked in zip(chosen, np.split(rows[: sum(sizes)], np.cumsum(sizes)[:-1]), strict=True):
            part.append(picked)
    return [np.sort(np.concatenate(rows)) for rows in chosen]


def _replace_folder(new: Path, old: Path) -> None:
    old.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(old, ignore_errors=True)
    new.rename(old)


# --- full -----------------------------------------------------------------------------------------------------------


def fetch_full(name: str, cache: Path, source: Path | None = None) -> bool:
    """Lay the official files of a set in ``cache``, downloaded by torchvision or taken from ``source``.

    Each file comes whole and verified, or not at all; those already there are kept. Returns whether anything was new.
    """
    raw, new = cache / name / "raw", False
    with complaining(name, cache):
        raw.mkdir(parents=True, exist_ok=True)
        for file, checksum in CHECKSUMS[name].items():
            if _is_whole(raw / file, checksum):
                continue
            with tempfile.TemporaryDirectory(dir=cache, prefix=".part-") as scratch:
                part = Path(scratch) / file
                part.write_bytes(official_bytes(name, file, source, Path(scratch)))
                os.replace(part, raw / file)
            new = True
    return new


def require_full(name: str, cache: Path) -> None:
    """Raise ``CourseError`` when the official files of a set are not all in ``cache``."""
    if missing := [file for file in CHECKSUMS[name] if not (cache / name / "raw" / file).exists()]:
        raise CourseError(f"{name}: {missing[0]} is not on this machine: run `tp data full`")


def official_bytes(name: str, file: str, source: Path | None, scratch: Path | None = None) -> bytes:
    """One official file, unzipped and verified, from ``source`` or downloaded into ``scratch``."""
    path = _find(name, file, source) if source is not None else _download(name, file, scratch)
    try:
        data = _unzipped(path)
    except (EOFError, OSError, zlib.error):
        raise CourseError(f"{name}: {path} is cut short or no gzip file: fetch it again") from None
    if hashlib.sha256(data).hexdigest() != CHECKSUMS[name][file]:
        raise CourseError(f"{name}: {path} has a wrong checksum, it is not the official file: fetch it again")
    return data


def _find(name: str, file: str, source: Path) -> Path:
    for folder in (source, source / name / "raw", source / _FOLDERS[name]):
        for path in (folder / file, folder / f"{file}.gz"):
            if path.is_file():
                return path
    raise CourseError(f"{name}: no {file}.gz in {source}, {name}/raw or {_FOLDERS[name]} there: give its folder")


def _download(name: str, file: str, scratch: Path | None) -> Path:
    """By torchvision: its mirrors, checksums and progress bar."""
    from torchvision import datasets
    from torchvision.datasets.utils import download_url

    official = getattr(datasets, name)
    filename, md5 = next(resource for resource in official.resources if resource[0] == f"{file}.gz")
    problem: Exception | None = None
    for mirror in official.mirrors:
        try:
            download_url(f"{mirror}{filename}", str(scratch), filename=filename, md5=md5)
            return Path(str(scratch)) / filename
        except (OSError, RuntimeError) as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
                raise
            problem = error
    if isinstance(problem, RuntimeError):
        raise CourseError(f"{name}: {filename} came damaged (wrong checksum): run `tp data full` again")
    raise CourseError(f"{name}: no network ({problem}): try later, or give the files with `tp data full --from DIR`")


def _is_whole(path: Path, checksum: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == checksum


@contextlib.contextmanager
def complaining(name: str, folder: Path) -> Iterator[None]:
    """Troubles of the file system as one line that says what repairs them."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CourseError(f"{name}: the disk of {folder} is full: make room there, then run it again") from None
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise CourseError(f"{name}: {folder} cannot be written: make it writable, then run it again") from None
        raise CourseError(f"{name}: {error}") from None


# --- IDX files ------------------------------------------------------------------------------------------------------


def parse_idx(data: bytes) -> np.ndarray:
    """The array of bytes in an IDX file (two zeros, type 8, number of sizes, sizes, values)."""
    rank = data[3] if len(data) > 4 and data[:3] == b"\0\0\x08" else 0
    shape = [int.from_bytes(data[4 + 4 * axis : 8 + 4 * axis]) for axis in range(rank)]
    if not rank or len(data) != 4 + 4 * rank + int(np.prod(shape)):
        raise CourseError("not an IDX file of bytes, or one cut short")
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def idx_bytes(array: np.ndarray) -> bytes:
    """An array of bytes as an IDX file."""
    sizes = b"".join(size.to_bytes(4) for size in array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + np.ascontiguousarray(array, np.uint8).tobytes()


def _unzipped(path: Path) -> bytes:
    if path.suffix != ".gz" and not path.exists() and path.with_name(f"{path.name}.gz").exists():
        path = path.with_name(f"{path.name}.gz")
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def rows_of(folder: Path, part: Part) -> int:
    """How many images of that part a set's ``raw`` folder holds."""
    return int(parse_idx(_unzipped(folder / FILES[part][1])).shape[0])
