"""What stands beside a copy in the jail: its release and, with ``full``, the official files that it loads."""

import os
import shutil
from pathlib import Path

from tptorch.course import TP, Course, state_dir
from tptorch.data import cache_folder, require_full
from tptorch.weights import require_weights


def assets_of(tp: TP) -> Path:
    """The folder that stands beside a copy: the release, and with ``full`` also the official files and weights."""
    folder = tp.release_path.parent
    if tp.profile != "full":
        return folder
    cache = cache_folder(Course(tp.root))
    for name in tp.sets:
        require_full(name, cache)
    files = [require_weights(name, cache) for name in tp.weights]
    target = state_dir(tp.root) / "assets" / tp.name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    for name in tp.sets:
        shutil.copytree(cache / name, target / "data" / name, copy_function=os.link)
    for path in files:
        (target / "data" / path.parent.name).mkdir(parents=True, exist_ok=True)
        os.link(path, target / "data" / path.parent.name / path.name)
    return target
