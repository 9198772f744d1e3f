"""Hostile copies: each file of ``tests/attacks`` is one technique, graded here by the engine in one warm jail."""

import contextlib
import copy
import gc
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.conftest import lay_out_course
from tptorch import worker
from tptorch.batch import find_submissions, grade_all
from tptorch.build import build
from tptorch.copies import read_copy, restore
from tptorch.course import TP, Course, nbgrader_of
from tptorch.grade import Graded, grade, reference_copy
from tptorch.inside import wire
from tptorch.jail import Jail, Kernel, Limits
from tptorch.nbgrader_api import open_api
from tptorch.percent import read_cells
from tptorch.play import Budget
from tptorch.record import db_url, record, sync_gradebook

MIB = 1 << 20
FOLDER = Path(__file__).parent / "attacks"
ATTACKS = sorted(path for path in FOLDER.glob("*.py") if not path.name.startswith("_"))
FULL = {"double": 5, "half": 5, "total": 5, "step": 5}
LIMITS = Limits(memory_bytes=300 * MIB, disk_bytes=20 * MIB, processes=64, open_files=256)
ENGINE_BYTES = 300 * MIB  # more than this the trusted side may not take for one copy
ENGINE_SECONDS = 10  # nor this, in seconds of CPU
PLAYED_BYTES = 64 * MIB
HANG = 30  # seconds after which the engine is held to hang on a copy
SECRET = "a neighbour's secret"


# --- an attack file ---------------------------------------------------------------------------------------------------


def _untouched(notebook: NotebookNode) -> None:
    pass


@dataclass(frozen=True)
class Attack:
    """One file: its head (ours, run here) says what must come out; its cells (the student's) make the copy."""

    name: str
    steps: list[NotebookNode]
    marks: dict[str, float] = field(default_factory=lambda: dict(FULL))
    shows: str = ""  # a text that the played copy shows: the technique was really tried
    raises: bool = False  # cells of the copy end in errors, as they are meant to
    silent: bool = False  # nothing that the copy shows can prove that it ran
    seconds: dict[str, float] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    neighbour: bool = False  # another copy is played at the same time
    tamper: Callable[[NotebookNode], None] = _untouched

    @classmethod
    def read(cls, path: Path) -> "Attack":
        head, *steps = read_cells(path)
        said: dict[str, Any] = {}
        exec(compile(head.source, path, "exec"), said)
        known = {
            key: said[key.upper()]
            for key in ("shows", "raises", "silent", "beside", "neighbour")
            if key.upper() in said
        }
        known |= {"tamper": said["tamper"]} if "tamper" in said else {}
        seconds = {name: said[name] for name in ("CELL_SECONDS", "CALL_SECONDS", "COPY_SECONDS") if name in said}
        return cls(path.stem, steps, marks=FULL | said.get("MARKS", {}), seconds=seconds, **known)

    @property
    def uses_kit(self) -> bool:
        """Whether its cells use ``tests/attacks/_kit.py``."""
        return any(re.search(r"\b(attempt|syscall|TOLD)\b", step.source) for step in self.steps)

    def notebook(self, tp: TP, told: dict[str, Any]) -> NotebookNode:
        """The reference as this student would have spoiled it."""
        notebook = copy.deepcopy(reference_copy(tp))
        for step in self.steps:
            for action, grade_id in step.metadata.items():
                _ACTIONS[action](notebook, grade_id, step.source)
        if self.uses_kit:
            kit = (FOLDER / "_kit.py").read_text(encoding="utf-8")
            notebook.cells.insert(0, new_code_cell(f"{kit}\nTOLD = {told!r}", id="kit"))
        self.tamper(notebook)
        return notebook


def _answer(notebook: NotebookNode, grade_id: str, source: str) -> None:
    notebook.cells[index_of(notebook, grade_id)].source = source


def _after(notebook: NotebookNode, grade_id: str, source: str) -> None:
    notebook.cells.insert(index_of(notebook, grade_id) + 1, new_code_cell(source))


def _before(notebook: NotebookNode, grade_id: str, source: str) -> None:
    notebook.cells.insert(index_of(notebook, grade_id), new_code_cell(source))


_ACTIONS = {"answer": _answer, "after": _after, "before": _before}


def index_of(notebook: NotebookNode, grade_id: str) -> int:
    """Where the cell of that ``grade_id`` stands."""
    return next(i for i, cell in enumerate(notebook.cells) if nbgrader_of(cell).get("grade_id") == grade_id)


# --- where they are played --------------------------------------------------------------------------------------------


class Arena:
    """A course with a gradebook and another student's copy, a listener on the loopback, and one warm jail."""

    def __init__(self, course: Course, jail: Jail, temporary: Path, listener: socket.socket) -> None:
        self.course, self.jail, self.temporary, self.listener = course, jail, temporary, listener
        self.tp = course.tp("tp00_mini")
        self.play(reference_copy(self.tp))  # starts the warm process
        self._warm = descendants(jail._process.pid)

    @property
    def told(self) -> dict[str, Any]:
        """What an attacker may know: more than any student does."""
        root = self.course.root
        return {
            "course": str(root),
            "grader": str(self.tp.grader),
            "source": str(self.tp.source_path),
            "gradebook": str(root / "gradebook.db"),
            "other_copy": str(self.submitted("honest")),
            "jail_folder": self.jail._folder,
            "engine_pid": os.getpid(),
            "port": self.listener.getsockname()[1],
            "trace": f"trace-of-an-attack-{os.getpid()}",
        }

    def submitted(self, student: str) -> Path:
        return self.course.root / "submitted" / student / self.tp.name / f"{self.tp.name}.ipynb"

    def submit(self, student: str, notebook: NotebookNode, beside: dict[str, str]) -> Path:
        """Lay a copy where the course collects them, as JSON says it, valid or not."""
        path = self.submitted(student)
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        for name, text in beside.items():
            path.with_name(name).write_text(text, encoding="utf-8")
        return path

    def play(self, notebook: NotebookNode) -> Graded:
        return grade(self.tp, notebook, self.jail, Budget())

    def traces(self) -> dict[str, Any]:
        """What an attack must leave as it was: files, processes, sockets, and the engine's own descriptors."""
        gc.collect()
        name = self.told["trace"]
        places = (Path("/tmp"), Path("/dev/shm"), Path.home(), Path.cwd(), self.course.root.parent)
        files = [path for path in self.course.root.rglob("*") if path.is_file()]
        return {
            "course": {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
            "temporary files": sorted(
                (str(path), path.stat().st_size) for path in self.temporary.rglob("*") if path.is_file()
            ),
            "files": [str(place / name) for place in places if (place / name).exists()],
            "sockets": name in Path("/proc/net/unix").read_text(),
            "visits to the loopback": visits(self.listener),
            "processes": until(lambda: descendants(self.jail._process.pid), self._warm),
            "descriptors": len(os.listdir("/proc/self/fd")),
            "threads": threading.active_count(),
        }


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    course = lay_out_course(tmp_path_factory.mktemp("attacked") / "course")
    build(course, course.names)
    tp = course.tp("tp00_mini")
    sync_gradebook(tp, db_url(course.root))
    temporary = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch, socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.setattr("tptorch.jail.warm.MAX_COPIES", 10_000)
        patch.setenv("AWS_TOKEN", "SECRET of the operator")
        with Jail(tp.release_path.parent, LIMITS) as jail:
            arena = Arena(course, jail, temporary, listener)
            arena.submit("honest", reference_copy(tp), {})
            yield arena


def descendants(pid: int) -> set[int]:
    """The living processes below ``pid``: zombies hold nothing, the warm process reaps them at its next request."""
    found: set[int] = set()
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                state = Path(f"/proc/{child}/stat").read_bytes().rpartition(b")")[2].split()[0]
                found |= descendants(int(child)) | (set() if state == b"Z" else {int(child)})
    return found


def until(read: Callable[[], Any], wanted: Any, seconds: float = 5.0) -> Any:
    """What ``read`` gives, at last: killed processes take a moment to be gone."""
    deadline = time.monotonic() + seconds
    while (found := read()) != wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def visits(listener: socket.socket) -> int:
    with contextlib.suppress(BlockingIOError):
        listener.accept()[0].close()
        return 1
    return 0


@contextlib.contextmanager
def neighbour(arena: Arena, *, wanted: bool) -> Iterator[None]:
    """A copy played at the same time; at the end it must be there still, and as it was."""
    if not wanted:
        yield
        return
    with arena.jail.kernel() as kernel:
        tell = f"secret = {SECRET!r}\nopen('/copie/secret', 'w').write(secret)\nopen('/tmp/secret', 'w').write(secret)"
        assert kernel.execute(tell, 10, lambda *_: True).outcome == "ok"
        before = _state(kernel)
        yield
        assert _state(kernel) == before, "the copy played at the same time was touched"


def _state(kernel: Kernel) -> Any:
    probe = (
        "import os\ndef state():\n    places = ('/copie/secret', '/tmp/secret', '/proc/self/oom_score_adj', "
        "'/proc/self/coredump_filter', '/proc/self/autogroup')\n"
        "    return [secret, os.getpriority(0, 0), sorted(os.listdir('/copie')), "
        "[open(place).read() for place in places if os.path.exists(place)]]"
    )
    kernel.execute(probe, 10, lambda *_: True)
    reply = kernel.ask({"action": "call", "name": "state", "seed": 0}, wire.encode(((), {})), 10)
    return wire.decode(reply.frames) if reply.frames else reply


@contextlib.contextmanager
def hang_guard() -> Iterator[list[bool]]:
    """Breaks into an engine that waits for ever; says so in what it yields."""
    hung: list[bool] = []

    def interrupt(*_: object) -> None:
        hung.append(True)
        raise KeyboardInterrupt

    old = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, HANG, 5)
    try:
        yield hung
    except KeyboardInterrupt:
        if not hung:
            raise
    except RuntimeError:  # what a broken session of checks becomes
        if not hung:
            raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    assert not hung, f"the engine hangs: no grade after {HANG} s"


def peak_memory() -> int:
    """Of this process, the trusted side, in bytes since the last reset."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def reset_peak_memory() -> int:
    Path("/proc/self/clear_refs").write_text("5")
    return peak_memory()


# --- what must hold ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_attack(path: Path, arena: Arena, monkeypatch: pytest.MonkeyPatch) -> None:
    attack = Attack.read(path)
    file = arena.submit("hostile", attack.notebook(arena.tp, arena.told), attack.beside)
    before = arena.traces()
    for name, seconds in ({"CELL_SECONDS": 15, "CALL_SECONDS": 10, "COPY_SECONDS": 25} | attack.seconds).items():
        monkeypatch.setattr(f"tptorch.play.{name}", seconds)
    monkeypatch.setattr("tptorch.jail.kernel.GRACE", 2.0)
    memory, seconds = reset_peak_memory(), time.process_time()

    with hang_guard(), neighbour(arena, wanted=attack.neighbour):
        graded = arena.play(restore(read_copy(file), arena.tp.release))
    growth, took = peak_memory() - memory, time.process_time() - seconds

    assert growth < ENGINE_BYTES, f"the engine took {growth >> 20} MiB"
    assert took < ENGINE_SECONDS, f"the engine worked {took:.1f} s"
    assert graded.marks == attack.marks, [(v.check, v.reason, v.detail) for v in graded.verdicts]
    assert_tried(attack, graded)
    assert_harmless(graded)
    assert arena.play(reference_copy(arena.tp)).marks == FULL, "the next copy's mark"
    after = arena.traces()
    for what, was in before.items():
        assert after[what] == was, f"a trace is left: {what}"


def assert_tried(attack: Attack, graded: Graded) -> None:
    """The attack did run, as far as what it shows can prove it."""
    shown = "".join(str(cell.get("outputs", "")) for cell in graded.notebook.cells)
    assert attack.shows in shown
    if attack.uses_kit and not attack.silent:
        assert "tried: " in shown
    errors = [
        f"{output.ename}: {output.evalue}"
        for cell in graded.notebook.cells
        if not nbgrader_of(cell).get("grade")
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    assert bool(errors) <= attack.raises, errors


def assert_harmless(graded: Graded) -> None:
    """What nbgrader gets is a sound notebook of modest size, with nothing active in it, and one mark a graded cell."""
    streams = [o.text for cell in graded.notebook.cells for o in cell.get("outputs", []) if o.output_type == "stream"]
    assert "HARM: " not in "".join(streams)
    nbformat.validate(copy.deepcopy(graded.notebook))
    assert len(nbformat.writes(graded.notebook).encode()) < PLAYED_BYTES
    texts = [text for v in graded.verdicts for text in (v.reason, *v.calls)] + [graded.stopped]
    assert not [text for text in texts if not text.replace("\n", "").isprintable()], "control characters in a report"
    for cell in graded.notebook.cells:
        if nbgrader_of(cell).get("grade"):
            mark = graded.marks[nbgrader_of(cell)["grade_id"].removeprefix("test_")]
            results = [output for output in cell.outputs if output.output_type == "execute_result"]
            assert [output.data for output in results] == [{"text/plain": repr(mark)}]
            assert cell.outputs[-1] is results[0]
            assert not [output for output in cell.outputs if output.get("name") == "stderr"]
        assert not ActiveContent.of(cell)


class ActiveContent(HTMLParser):
    """Finds what a browser would run, load or send, in HTML and in markdown as nbconvert renders it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def of(cls, cell: NotebookNode) -> list[str]:
        from nbconvert.filters import markdown2html

        finder = cls()
        if cell.cell_type == "markdown":
            finder.feed(markdown2html(cell.source))
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            finder.found += [
                kind for kind in data if kind not in ("text/plain", "text/html", "image/png", "image/jpeg")
            ]
            finder.feed(data.get("text/html", ""))
        return finder.found + [f"attachment {name}" for name in cell.get("attachments", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in (
            "script",
            "iframe",
            "object",
            "embed",
            "svg",
            "link",
            "meta",
            "form",
            "input",
            "style",
            "img",
            "base",
        ):
            self.found.append(tag)
        for name, value in attrs:
            url = "".join((value or "").split()).lower()
            if name.startswith("on") or url.startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"{tag} {name}={value}")


def test_spoiled_notebooks_through_nbgrader(arena: Arena, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What nbgrader's own steps could trust (tags, metadata, files beside): their marks in the gradebook."""
    course = Course(tmp_path / "course")
    shutil.copytree(arena.course.root, course.root, ignore=lambda *_: ["hostile"])
    tp = course.tp(arena.tp.name)
    monkeypatch.setitem(worker._jails, tp, arena.jail)
    monkeypatch.chdir(course.root)
    monkeypatch.setattr(arena, "course", course)
    attacks = [a for a in map(Attack.read, ATTACKS) if a.beside or a.tamper is not _untouched]
    for attack in attacks:
        arena.submit(attack.name, attack.notebook(tp, arena.told), attack.beside)
    grader = tp.grader.read_bytes()
    with hang_guard():
        results = grade_all(tp, find_submissions(course, tp), lambda _: None, workers=1)
    expected = {attack.name: sum(attack.marks.values()) for attack in attacks} | {"honest": 20}
    assert {result.student: result.total for result in results} == expected
    assert record(course, tp, sorted(expected)) == {}
    with open_api(course.root).gradebook as gradebook:
        recorded = {s.student.id: s.score for s in gradebook.assignment_submissions(tp.name)}
    assert recorded == expected
    assert tp.grader.read_bytes() == grader
    assert not list(course.root.rglob("trace-of-an-attack*"))
