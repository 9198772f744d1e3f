"""From ``solutions/`` to ``source/`` and ``release/``: small steps on cells, then nbgrader, then one swap."""

import hashlib
import os
import re
import shutil
import tempfile
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.apps import NbGraderAPI

from tptorch import data
from tptorch.checks import collect_checks
from tptorch.course import (
    GRADED_PREFIX,
    PROFILES,
    SETS,
    TP,
    WEIGHTS,
    Course,
    CourseError,
    exercises,
    nbgrader_of,
    relative,
)
from tptorch.nbgrader_api import open_api, why_it_failed
from tptorch.percent import BEGIN, END, of_profile, read_cells

TOTAL_POINTS = 20
MAX_EXERCISE_POINTS = 5
STUB = "NotImplementedError"
HIDDEN = '### BEGIN HIDDEN TESTS\nfrom tptorch import check\n\ncheck("{exercise}")\n### END HIDDEN TESTS'
LEAKS = ("BEGIN SOLUTION", "BEGIN HIDDEN", "from graders", "import graders", "tptorch import")
PICTURES = {".png", ".jpg", ".jpeg", ".svg"}
ASSET_SUFFIXES = PICTURES | {".csv", ".tsv", ".txt", ".md", ".gz", ".npz", ".json", ".pt", ".safetensors"}
HEADER_KEYS = {"grade_id", "solution", "points", "locked", "profile"}
OFFICIAL_ROWS = {"train": 60_000, "test": 10_000}
# The last lines of the first cell, for a TP that uses image sets; reports of checks refer to them by their heading.
DATA_NOTE = {
    "mini": "**Les données (profil `mini`).** Ce notebook est distribué, et sera noté, avec un extrait de {sets} : "
    "**{train} images d’apprentissage et {test} images de test**, dans le dossier `data/` placé à côté de lui. "
    "Sans ce dossier (sur Colab, par exemple), torchvision télécharge les fichiers officiels, de 60\u202f000 et "
    "10\u202f000 images. N’écrivez donc jamais le nombre d’images en dur : demandez-le à `len(…)` ou à `.shape`.",
    "full": "**Les données (profil `full`).** Ce notebook est noté avec les fichiers officiels de {sets} : "
    "**{train} images d’apprentissage et {test} images de test**. torchvision les télécharge dans le dossier `data/` "
    "à la première exécution. N’écrivez jamais le nombre d’images en dur : demandez-le à `len(…)` ou à `.shape`.",
}
_ASCII_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,58}", re.ASCII)


def build(course: Course, names: list[str], *, profile: str = "mini", check: bool = False) -> list[str]:
    """Build the named TPs; all of them succeed, or nothing in the course changes. Returns what changed (or is stale).

    ``profile`` is the data that a TP with image sets or official weights is released with, and graded with.

    Raises ``CourseError`` on the first breach of the contract.
    """
    tps = [course.tp(name) for name in names]
    with tempfile.TemporaryDirectory(prefix="tptorch-build-") as scratch:
        nbgrader = open_api(course.root, work_in=Path(scratch))
        for tp in tps:
            _build_in(Path(scratch), nbgrader, tp, profile)
        pairs = [pair for tp in tps for pair in _outputs(tp, Path(scratch)) if not _same(*pair)]
        for old, fresh in [] if check else pairs:
            _swap_file(old, fresh) if fresh.is_file() else _swap_folder(old, fresh)
    return [relative(old) for old, _ in pairs]


def zip_releases(course: Course, names: list[str], folder: Path) -> list[Path]:
    """What students receive: one zip a TP, the same bytes for the same release."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_zip_release(course.tp(name), folder / f"{name}.zip") for name in names]


def source_notebook(tp: TP, profile: str = "mini") -> NotebookNode:
    """The source notebook that the solution script says, checked against the contract."""
    try:
        raw = read_cells(tp.solution)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise CourseError(f"{relative(tp.solution)} cannot be read: {error}") from None
    check_profiles(tp, raw)
    differs = any("profile" in cell.metadata for cell in raw)
    raw = of_profile(raw, profile)
    check_headers(tp, raw)
    cells = [_expand(cell) for cell in raw]
    _name_prose(cells)
    metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "tptorch": {"generated_by": f"tp build {tp.name}", "from": f"solutions/{tp.name}.py"},
    }
    notebook = new_notebook(cells=cells, metadata=metadata)
    _say_profile(tp, notebook, profile, differs=differs)
    check_contract(tp, notebook)
    return notebook


# --- steps on cells -------------------------------------------------------------------------------------------------


def _expand(raw: NotebookNode) -> NotebookNode:
    """A script's cell as a notebook's: nbgrader's schema from the short header, the hidden line in graded cells."""
    if raw.cell_type == "markdown":
        return new_markdown_cell(raw.source, id="prose")
    grade_id = raw.metadata.get("grade_id")
    if grade_id is None:
        return new_code_cell(raw.source, id="code")
    graded = "points" in raw.metadata
    meta = {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": graded,
        "solution": bool(raw.metadata.get("solution")),
        "locked": graded or bool(raw.metadata.get("locked")),
        "task": False,
    }
    source = raw.source
    if graded:
        meta["points"] = raw.metadata["points"]
        source = f"{source}\n{HIDDEN.format(exercise=grade_id.removeprefix(GRADED_PREFIX))}"
    return new_code_cell(source, id=grade_id, metadata={"nbgrader": meta})


def _name_prose(cells: list[NotebookNode]) -> None:
    """Ids of ordinary cells: from their own heading or text, so that an insertion changes no other id."""
    taken = {cell.id for cell in cells if nbgrader_of(cell)}
    for cell in cells:
        if nbgrader_of(cell):
            continue
        heading = re.search(r"^#+ +(.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        digest = hashlib.sha256(cell.source.encode()).hexdigest()[:8]
        name = _slug(heading[1]) if heading else f"{cell.cell_type}-{digest}"
        candidates = (name, f"{name}-{digest}", *(f"{name}-{digest}-{number}" for number in range(2, len(cells) + 2)))
        cell.id = next(candidate for candidate in candidates if candidate not in taken)
        taken.add(cell.id)


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:50] or "section"


def _say_profile(tp: TP, notebook: NotebookNode, profile: str, *, differs: bool) -> None:
    """The profile, the sets and the weights used, in the metadata; the sets also at the end of the first cell."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    sets = [name for name in SETS if re.search(rf"\bdatasets\.{name}\(", code)]
    weights = [name for name in WEIGHTS if re.search(rf"\b{name}\b", code)]
    if sets or differs:
        used = {"data": sets, "weights": weights}
        notebook.metadata["tptorch"] |= {"profile": profile} | {kind: names for kind, names in used.items() if names}
    if sets:
        train, test = (_rows(tp, sets[0], part) if profile == "mini" else n for part, n in OFFICIAL_ROWS.items())
        text = DATA_NOTE[profile].format(sets=" et ".join(sets), train=_thousands(train), test=_thousands(test))
        notebook.cells[0].source += f"\n\n{text}"


def _rows(tp: TP, name: str, part: str) -> int:
    folder = data.mini_folder(Course(tp.root), name) / "raw"
    if not folder.is_dir():
        raise CourseError(f"{tp.name} uses {name}: run `tp data mini --set {name} --from DIR`, or build --profile full")
    return data.rows_of(folder, part)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


# --- the contract ---------------------------------------------------------------------------------------------------


def check_profiles(tp: TP, raw: list[NotebookNode]) -> None:
    """Cells of one profile only are prose, demonstrations or given code: exercises are the same in both."""
    for cell in raw:
        profile = cell.metadata.get("profile", PROFILES[0])
        if profile not in PROFILES or ("profile" in cell.metadata and {"solution", "points"} & set(cell.metadata)):
            raise CourseError(
                f"{_where(tp, cell)}: profile is one of {PROFILES}, and never that of an answer or a graded cell"
            )


def check_headers(tp: TP, raw: list[NotebookNode]) -> None:
    """Each header holds known keys that go together; each answer cell has a region to strip."""
    for cell in raw:
        meta, grade_id = cell.metadata, cell.metadata.get("grade_id")
        where = _where(tp, cell)
        if unknown := set(meta) - HEADER_KEYS:
            raise CourseError(f"{where}: unknown header key {min(unknown)!r}; use {sorted(HEADER_KEYS)}")
        if set(meta) - {"grade_id", "profile"} and grade_id is None:
            raise CourseError(f"{where}: give it a grade_id")
        if grade_id is not None and not _ASCII_ID.fullmatch(str(grade_id)):
            raise CourseError(f"{where}: grade_id must be an ASCII identifier")
        if grade_id is not None and sum(bool(key in meta) for key in ("solution", "points", "locked")) != 1:
            raise CourseError(f"{where}: a grade_id goes with exactly one of solution, points and locked")
        if "points" in meta and not isinstance(meta["points"], (int, float)):
            raise CourseError(f"{where}: points is a number")
        marked = BEGIN in cell.source or END in cell.source
        if marked and not meta.get("solution"):
            raise CourseError(f"{where}: a solution stands in a cell that is not solution=true: it would be released")
        if meta.get("solution") and not 0 < cell.source.count(BEGIN) == cell.source.count(END):
            raise CourseError(f"{where}: an answer stands between {BEGIN} and {END}: without, it has no stub")
    counts = Counter(cell.metadata["grade_id"] for cell in raw if "grade_id" in cell.metadata)
    if twice := [name for name, count in counts.items() if count > 1]:
        raise CourseError(f"{relative(tp.solution)}: grade_id {twice[0]!r} is used twice: rename one")


def _where(tp: TP, cell: NotebookNode) -> str:
    return f"{relative(tp.solution)}: cell {cell.metadata.get('grade_id') or cell.source[:40]!r}"


def check_contract(tp: TP, notebook: NotebookNode) -> None:
    """Answer cells, graded cells and checks are joined one to one; the points are as they must be."""
    found = exercises(notebook)
    answers = {nbgrader_of(cell)["grade_id"] for cell in notebook.cells if nbgrader_of(cell).get("solution")}
    for exercise in found:
        if exercise.name not in answers:
            raise CourseError(f"{tp.name}: graded cell {exercise.graded_id!r} has no answer cell {exercise.name!r}")
        if not 0 < exercise.points <= MAX_EXERCISE_POINTS:
            raise CourseError(
                f"{tp.name}: {exercise.name!r} has {exercise.points} points; at most {MAX_EXERCISE_POINTS}"
            )
    names = {exercise.name for exercise in found}
    if orphans := answers - names:
        raise CourseError(f"{tp.name}: answer cell {min(orphans)!r} has no graded cell {GRADED_PREFIX}{min(orphans)}")
    total = sum(exercise.points for exercise in found)
    if total != TOTAL_POINTS:
        raise CourseError(f"{tp.name}: the points add up to {total}, not {TOTAL_POINTS}")
    _check_join(tp, names)


def _check_join(tp: TP, names: set[str]) -> None:
    if not tp.grader.exists():
        raise CourseError(f"{tp.name} has no checks: write {relative(tp.grader)}")
    try:
        checks = collect_checks(tp.grader)
    except RuntimeError as error:
        raise CourseError(f"{relative(tp.grader)} cannot be collected: {str(error).strip().splitlines()[-1]}") from None
    if orphans := set(checks) - names:
        orphan = min(orphans)
        raise CourseError(f"{relative(tp.grader)}: {checks[orphan][0]} belongs to {orphan!r}, which has no graded cell")
    if bare := names - set(checks):
        raise CourseError(f'{tp.name}: graded cell {min(bare)!r} has no checks: add @exercise("{min(bare)}")')


def check_release(tp: TP, release: NotebookNode) -> None:
    """Nothing of an answer or a check is in the release, and each answer cell asks for one."""
    for cell in release.cells:
        leak = next((leak for leak in LEAKS if leak in cell.source), None)
        if leak:
            raise CourseError(f"{tp.name}: the released cell {cell.id!r} still holds {leak!r}: check its markers")
        if nbgrader_of(cell).get("solution") and STUB not in cell.source:
            raise CourseError(f"{tp.name}: the released answer cell {cell.id!r} has no stub: check its markers")


def check_assets(tp: TP) -> None:
    """Files beside the notebook are plain course material: no script, no link, nothing of the graders'."""
    hidden = {_digest(path) for path in (tp.root / "graders").rglob("*") if path.is_file() and path.stat().st_size}
    for path in tp.assets:
        if reason := _why_it_would_leak(path, hidden):
            raise CourseError(f"{relative(path)} {reason}: it would leak into the release; remove it")


def _why_it_would_leak(path: Path, hidden: set[bytes]) -> str:
    if path.is_symlink():
        return "is a link"
    if path.suffix.lower() not in ASSET_SUFFIXES and not path.name.endswith("-ubyte") and path.name != "LICENSE":
        return f"is no course material ({path.suffix or 'no suffix'})"
    if _digest(path) in hidden:
        return "is also a file of graders/"
    if any(leak.encode() in path.read_bytes() for leak in LEAKS):
        return "holds a piece of a solution"
    return ""


# --- nbgrader, and the swap -----------------------------------------------------------------------------------------


def _build_in(scratch: Path, nbgrader: NbGraderAPI, tp: TP, profile: str) -> None:
    """Let ``nbgrader``, which works in a scratch course with a scratch database, make the release there."""
    notebook = source_notebook(tp, profile)
    check_assets(tp)
    folder = scratch / "source" / tp.name
    if tp.source_path.parent.exists():
        ignored = shutil.ignore_patterns(tp.source_path.name, ".*", *SETS)
        shutil.copytree(tp.source_path.parent, folder, ignore=ignored)
    folder.mkdir(parents=True, exist_ok=True)
    for name in notebook.metadata["tptorch"].get("data", []) if profile == "mini" else []:
        shutil.copytree(data.mini_folder(Course(tp.root), name), folder / "data" / name)
    nbformat.write(notebook, folder / tp.source_path.name)
    result = nbgrader.generate_assignment(tp.name, force=True, create=True)
    if not result["success"]:
        raise CourseError(f"{tp.name}: nbgrader refuses it: {why_it_failed(result)}")
    check_release(tp, nbformat.read(scratch / "release" / tp.name / tp.release_path.name, as_version=4))


def _outputs(tp: TP, scratch: Path) -> list[tuple[Path, Path]]:
    source, release = scratch / "source" / tp.name, scratch / "release" / tp.name
    pairs = [(tp.source_path, source / tp.source_path.name), (tp.release_path.parent, release)]
    return [*pairs, *((tp.source_path.parent / "data" / name, source / "data" / name) for name in SETS)]


def _swap_file(old: Path, fresh: Path) -> None:
    old.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(fresh, old.with_suffix(".new"))
    os.replace(old.with_suffix(".new"), old)


def _swap_folder(folder: Path, fresh: Path) -> None:
    """``fresh`` in the place of ``folder``; a ``fresh`` that does not exist leaves nothing there."""
    new, old = folder.with_suffix(".new"), folder.with_suffix(".old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    if fresh.exists():
        shutil.copytree(fresh, new)
    if folder.exists():
        folder.rename(old)
    if new.exists():
        new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _same(old: Path, new: Path) -> bool:
    return _content(old) == _content(new)


def _content(path: Path) -> dict[str, bytes]:
    if path.is_file():
        return {"": path.read_bytes()}
    files = path.rglob("*") if path.exists() else ()
    return {str(file.relative_to(path)): file.read_bytes() for file in files if file.is_file()}


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _zip_release(tp: TP, target: Path) -> Path:
    folder = tp.release_path.parent
    _ = tp.release  # raises when it is not built
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(f"{tp.name}/{path.relative_to(folder)}", date_time=(1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target
