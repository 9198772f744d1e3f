"""The warm process: has imported what copies import, and becomes the kernel of a copy by forking.

Started inside bubblewrap as ``python -m tp_inside.warm FD`` (without it, and with ``--unsafe``, nothing is confined).
Requests come on a socket pair inherited from the trusted side; it lies in no folder, and every child closes it before
anything else. Single-threaded, CUDA untouched.
"""

import contextlib
import gc
import io
import json
import os
import signal
import socket
import sys
import traceback

import ipykernel.debugger  # noqa: F401 — these imports are the point: they are paid once
import matplotlib.pyplot
import matplotlib_inline.backend_inline  # noqa: F401
import torch
import torchinfo  # noqa: F401
import torchvision  # noqa: F401
from matplotlib.backends import backend_registry

from . import confine, kernel, seccomp, wire
from .contract import ASSETS, CHANNELS, DESK

MAX_REQUEST = 1 << 16


def serve(control: socket.socket) -> None:
    """One request, one child; the end of the socket is the end of the process."""
    while True:
        data, fds, _, _ = socket.recv_fds(control, MAX_REQUEST, 8)
        if not data:
            return
        if os.fork() == 0:
            control.close()
            _leave_the_log()
            request = json.loads(data)
            (_become_copy if request["desk"] is None else _become_unconfined_copy)(request, fds)
        for fd in fds:
            os.close(fd)
        _reap()


def _reap() -> None:
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return


def _leave_the_log() -> None:
    """A copy inherits no file of the outside: what it prints goes to its kernel's channels, or nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _become_copy(request: dict, fds: list[int]) -> None:
    """In the child: new namespaces, then the grandchild, first process of its own pid space, is the kernel."""
    report_fd, *listeners = fds
    report = socket.socket(fileno=report_fd)
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        confine.enter_namespaces()
        pid = os.fork()
        if pid:
            pidfd = os.pidfd_open(pid)
            socket.send_fds(report, [b"started"], [pidfd])
            os._exit(0)
        _play(request, dict(zip(CHANNELS, listeners, strict=True)), report)
    except BaseException:
        with contextlib.suppress(OSError):
            report.send(traceback.format_exc()[-2000:].encode())
    finally:
        os._exit(1)


def _become_unconfined_copy(request: dict, fds: list[int]) -> None:
    """For ``--unsafe`` only: the same kernel, as the operator's own process, in the folder ``request["desk"]``."""
    report_fd, *listeners = fds
    report = socket.socket(fileno=report_fd)
    os.setsid()
    os.chdir(request["desk"])
    socket.send_fds(report, [b"started"], [os.pidfd_open(os.getpid())])
    try:
        _serve_kernel(request, dict(zip(CHANNELS, listeners, strict=True)), report)
    finally:
        os._exit(1)


def _play(request: dict, listeners: dict[str, int], report: socket.socket) -> None:
    confine.make_desk(DESK, ASSETS, request["limits"]["disk_bytes"], request["kept"])
    confine.set_limits(request["limits"])
    confine.drop_capabilities()
    seccomp.forbid_system_calls()
    _serve_kernel(request, listeners, report)


def _serve_kernel(request: dict, listeners: dict[str, int], report: socket.socket) -> None:
    torch.set_num_threads(request["threads"])
    report.send(b"ready")
    report.close()
    kernel.run(listeners, request["key"].encode())


def _draw_once() -> None:
    """Fonts found, mathematics parsed, a picture made: what every copy's first figure would pay for again."""
    figure, axis = matplotlib.pyplot.subplots(layout="constrained")
    axis.semilogy([1.0, 2.0], label="$x^2$")
    axis.set(title="titre", xlabel="abscisse", ylabel="ordonnée")
    axis.legend()
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    matplotlib.pyplot.close("all")
    backend_registry.list_all()  # reads the entry points of all packages


def _answer_once() -> None:
    """What a first answer and a first ``print`` of a tensor import. No backward pass: its engine would not fork."""
    str(wire.decode(wire.encode(torch.ones(2))))


if __name__ == "__main__":
    if "--unsafe" not in sys.argv:
        confine.become_nobody()
    _draw_once()
    _answer_once()
    gc.collect()
    gc.freeze()  # a copy's collections need not look at what it inherits, nor write to its pages
    serve(socket.socket(fileno=int(sys.argv[1])))
