"""The IPython kernel that plays one copy, on sockets that the trusted side made."""

import os
import sys
from typing import Any

import zmq
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from traitlets import Dict, List

from .bridge import Bridge


class CopyKernel(IPythonKernel):
    """An ordinary kernel that also answers ``tp_ask_request``: the checks' questions about the copy."""

    msg_types = [*IPythonKernel.msg_types, "tp_ask_request"]  # noqa: RUF012 — as upstream declares it

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bridge = Bridge(self.shell.user_ns)

    def _publish_status(self, status: str, channel: str, parent: dict[str, Any] | None = None) -> None:
        """Only the end of a cell is told: nobody waits for anything else."""
        of = (parent or self.get_parent(channel)).get("header", {}).get("msg_type")
        if status == "idle" and of != "tp_ask_request":
            super()._publish_status(status, channel, parent)

    def _publish_execute_input(self, code: str, parent: dict[str, Any], execution_count: int) -> None:
        """Nor is a cell sent back to whoever sent it."""

    def tp_ask_request(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        """Answer one question; the reply's buffers are the frames of ``wire``."""
        reply, frames = self.bridge.answer(parent["content"], [bytes(frame) for frame in parent["buffers"]])
        self.session.send(stream, "tp_ask_reply", reply, parent, ident=ident, buffers=frames)


class CopyKernelApp(IPKernelApp):
    """Binds nothing itself: the listening sockets are inherited, so that no folder is shared with the outside."""

    kernel_class = CopyKernel
    listeners = Dict()  # channel -> file descriptor
    unbound = List(["shell", "stdin", "control", "iopub"])  # the order in which upstream binds

    def _bind_socket(self, s: Any, port: int) -> int:  # noqa: ARG002 — upstream's signature
        channel = self.unbound.pop(0)
        s.setsockopt(zmq.USE_FD, self.listeners[channel])
        s.bind(f"ipc://{channel}")
        return 1

    def init_control(self, context: Any) -> None:
        """One request at a time: no thread that would hand them on to subshells."""
        super().init_control(context)
        self.shell_channel_thread = None

    def init_connection_file(self) -> None:
        """No connection file: the trusted side made the sockets."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """No connection file."""

    def init_heartbeat(self) -> None:
        """No heartbeat: the trusted side watches the process itself."""


def run(listeners: dict[str, int], key: bytes) -> None:
    """Serve until told to stop; never returns."""
    app = CopyKernelApp.instance(listeners=listeners, transport="ipc", log_level=50)
    app.config.HistoryManager.enabled = False
    app.config.Session.key = key
    app.config.IPKernelApp.capture_fd_output = True
    app.initialize([])
    app.shell.enable_matplotlib("inline")  # pyplot, imported before the fork, has settled on another backend
    sys.argv = ["ipykernel"]
    print(flush=True)  # the output thread opens what it needs now, not once a copy has used up its descriptors
    app.start()
    os._exit(0)
