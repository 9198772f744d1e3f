"""Official weights of torchvision's networks, for TPs that start from one when they are released as ``full``.

A notebook says ``torch.hub.set_dir("data")``, then torchvision's own ``resnet50(weights=ResNet50_Weights.DEFAULT)``: a
student's machine downloads the file once into ``data/checkpoints/``; in the jail, which has no network, it lies there.
"""

import hashlib
import os
import shutil
import tempfile
import urllib.error
from pathlib import Path

from tptorch.course import CourseError
from tptorch.data import complaining

FOLDER = "checkpoints"  # torch.hub's name
DIGITS = 8  # of the SHA-256, in the file's name: torch.hub's convention


def fetch_weights(name: str, cache: Path, source: Path | None = None) -> bool:
    """Lay the weights ``name.DEFAULT`` in ``cache``, downloaded by torch.hub or taken from ``source``.

    The file comes whole and verified, or not at all; one already there is kept. Returns whether it was new.
    """
    target = _place(name, cache)
    if _is_whole(target):
        return False
    with complaining(name, cache):
        target.parent.mkdir(parents=True, exist_ok=True)
        if source is not None:
            _take(name, source, target)
        else:
            _download(name, target)
    return True


def require_weights(name: str, cache: Path) -> Path:
    """The file of the weights; raises ``CourseError`` when it is not in ``cache``."""
    path = _place(name, cache)
    if not path.exists():
        raise CourseError(f"{name}: {path.name} is not on this machine: run `tp data full`")
    return path


def _place(name: str, cache: Path) -> Path:
    return cache / FOLDER / Path(_url(name)).name


def _url(name: str) -> str:
    from torchvision import models

    return str(getattr(models, name).DEFAULT.url)


def _download(name: str, target: Path) -> None:
    """By torch.hub: its temporary file and its checksum."""
    import torch

    try:
        torch.hub.download_url_to_file(_url(name), str(target), hash_prefix=_prefix(target))
    except RuntimeError:
        raise CourseError(f"{name}: {target.name} came damaged (wrong checksum): run `tp data full` again") from None
    except urllib.error.URLError as error:
        raise CourseError(
            f"{name}: no network ({error}): try later, or give the file with `tp data full --from DIR`"
        ) from None


def _take(name: str, source: Path, target: Path) -> None:
    found = source / target.name
    if not found.is_file():
        raise CourseError(f"{name}: no {target.name} in {source}: give its folder, or take the sets alone (--set)")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".part-") as scratch:
        part = Path(scratch) / target.name
        shutil.copyfile(found, part)
        if not _is_whole(part):
            raise CourseError(f"{name}: {found} has a wrong checksum, it is not the official file: fetch it again")
        os.replace(part, target)


def _is_whole(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest().startswith(_prefix(path))


def _prefix(path: Path) -> str:
    return path.stem.rsplit("-", 1)[1][:DIGITS]
