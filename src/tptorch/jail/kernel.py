"""The trusted side's end of one copy's kernel: play code, ask questions, cut what exceeds.

Everything received is hostile: messages are bounded by the socket, parsed defensively, and only ever read as data.
"""

import contextlib
import hmac
import json
import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import zmq
from jupyter_client.session import Session

from tptorch.inside import wire
from tptorch.jail.limits import Limits, MemoryWatch

IOPUB_MESSAGE_BYTES = 16 << 20
SHELL_MESSAGE_BYTES = wire.MAX_TENSOR_BYTES + wire.MAX_TREE_BYTES + (1 << 20)
QUEUED_MESSAGES = 100
QUEUED_REPLIES = 2
MAX_ENVELOPE_BYTES, MAX_HEADER_BYTES = 1000, 10_000
GRACE = 5.0
DRAIN = 1.0

Outcome = Literal["ok", "error", "timeout", "memory", "dead"]
OutputHandler = Callable[[str, dict[str, Any]], bool]


@dataclass(frozen=True)
class Reply:
    """How a request ended; ``content`` and ``frames`` are the copy's word."""

    outcome: Outcome
    content: dict[str, Any] = field(default_factory=dict)
    frames: wire.Frames = field(default_factory=list)


class Kernel:
    """One copy's process, from ready to dead. Not thread-safe."""

    def __init__(self, pidfd: int, paths: dict[str, str], key: str, limits: Limits) -> None:
        self._pidfd = pidfd
        self._context = zmq.Context()
        self._session = Session(key=key.encode(), username="tp")
        self._shell = self._connect(zmq.DEALER, paths["shell"], SHELL_MESSAGE_BYTES)
        self._iopub = self._connect(zmq.SUB, paths["iopub"], IOPUB_MESSAGE_BYTES)
        self._iopub.setsockopt(zmq.SUBSCRIBE, b"")
        self._watch = MemoryWatch(self.pid, limits.memory_bytes, self.kill)
        self._watch.start()
        self._wait_connected()

    def __enter__(self) -> "Kernel":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The copy's process, as this side numbers it."""
        return _pid_of(self._pidfd)

    @property
    def alive(self) -> bool:
        """Whether the copy's process still runs."""
        return self._pidfd >= 0 and not select.select([self._pidfd], [], [], 0)[0]

    def execute(self, code: str, timeout: float, on_output: OutputHandler) -> Reply:
        """Play one cell. ``on_output(kind, content)`` gets what it shows; False from it ends the cell."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}}
        return self._request(
            "execute_request", content | {"allow_stdin": False, "stop_on_error": False}, [], timeout, on_output
        )

    def ask(self, request: dict[str, Any], frames: wire.Frames, timeout: float) -> Reply:
        """One question to the bridge inside."""
        return self._request("tp_ask_request", request, frames, timeout, None)

    def kill(self) -> None:
        """End the process and all that it started."""
        with contextlib.suppress(ProcessLookupError, OSError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def close(self) -> None:
        """Kill what is left and free everything."""
        if self._pidfd < 0:
            return
        self._end()
        self._watch.stop()
        os.close(self._pidfd)
        self._pidfd = -1
        self._context.destroy(linger=0)

    def _end(self) -> None:
        """Kill, and wait until it is dead."""
        self.kill()
        select.select([self._pidfd], [], [], GRACE)

    def _connect(self, kind: int, path: str, max_bytes: int) -> zmq.Socket:
        channel = self._context.socket(kind)
        channel.setsockopt(zmq.LINGER, 0)
        channel.setsockopt(zmq.MAXMSGSIZE, max_bytes)
        channel.setsockopt(zmq.RCVHWM, QUEUED_REPLIES if kind == zmq.DEALER else QUEUED_MESSAGES)
        channel.setsockopt(zmq.SNDTIMEO, 2000)  # a copy may have closed its end: sending must not wait for ever
        channel.setsockopt(zmq.RECONNECT_IVL, -1)  # one connection, before the copy's first line; never another
        channel.connect(f"ipc://{path}")
        return channel

    def _wait_connected(self) -> None:
        """Until the kernel answers and its first published message has come, so that no output is missed."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.alive:
            message = self._session.send(self._shell, "kernel_info_request", {})
            reply = self._collect(message["header"]["msg_id"], time.monotonic() + 1, _ignore)
            if reply is not None and self._idle:
                return

    def _request(
        self, kind: str, content: dict[str, Any], frames: wire.Frames, timeout: float, on_output: OutputHandler | None
    ) -> Reply:
        if not self.alive:
            return self._death()
        try:
            message = self._session.send(self._shell, kind, content, buffers=frames)
        except zmq.ZMQError:
            self._end()
            return self._death()
        msg_id = message["header"]["msg_id"]
        reply = self._collect(msg_id, time.monotonic() + timeout, on_output)
        if reply is not None:
            return reply
        return self._interrupt(msg_id, on_output and _ignore)

    def _interrupt(self, msg_id: str, on_output: OutputHandler | None) -> Reply:
        """Out of time, or too much shown: ask it to stop, several times, then kill. Its reply is no longer believed."""
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline and self.alive:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGINT)
            reply = self._collect(msg_id, min(deadline, time.monotonic() + 1), on_output)
            if reply is not None:
                return Reply("timeout") if reply.outcome in ("ok", "error") else reply
        self._end()
        return Reply("timeout")

    def _collect(self, msg_id: str, deadline: float, on_output: OutputHandler | None) -> Reply | None:
        """The reply to ``msg_id``, its outputs handed on; None when the deadline passes or the outputs exceed.

        Without ``on_output`` whatever is shown is dropped, and its end not waited for.
        """
        poller = zmq.Poller()
        for source in (self._shell, self._iopub, self._pidfd):
            poller.register(source, zmq.POLLIN)
        self._idle = on_output is None
        reply: Reply | None = None
        while (left := deadline - time.monotonic()) > 0 and not (reply and self._idle):
            ready = dict(poller.poll(left * 1000))
            if self._iopub in ready and not self._pass_output(msg_id, on_output):
                return None
            if self._shell in ready and reply is None:
                reply = self._read_reply(msg_id)
                deadline = deadline if reply is None else time.monotonic() + DRAIN
            elif self._pidfd in ready and self._iopub not in ready:
                return self._death()
        return reply

    def _pass_output(self, msg_id: str, on_output: OutputHandler | None) -> bool:
        message = self._receive(self._iopub)
        if on_output is None or message is None or message["parent_header"].get("msg_id") != msg_id:
            return True
        kind, content = message["msg_type"], message["content"]
        if kind == "status":
            self._idle = content.get("execution_state") == "idle"
            return True
        try:
            return on_output(kind, content)
        except Exception:  # a message made to upset whoever reads it is dropped
            return True

    def _read_reply(self, msg_id: str) -> Reply | None:
        message = self._receive(self._shell)
        if message is None or message["parent_header"].get("msg_id") != msg_id:
            return None  # a reply to nothing that was asked, or after its time
        frames = [frame.bytes for frame in message["buffers"][:2]]
        outcome: Outcome = "error" if message["content"].get("status") == "error" else "ok"
        return Reply(outcome, message["content"], frames)

    def _receive(self, channel: zmq.Socket) -> dict[str, Any] | None:
        """One message as plain dictionaries, or None for whatever is not a well-formed one.

        ``Session.deserialize`` would read as a date every word of a hostile header that looks like one.
        """
        try:
            frames = channel.recv_multipart(zmq.NOBLOCK, copy=False)
            if any(len(frame) > MAX_ENVELOPE_BYTES for frame in frames[:2]):  # a topic or a delimiter: never copied
                return None
            _, parts = self._session.feed_identities(frames, copy=False)
            if any(len(part) > MAX_HEADER_BYTES for part in parts[:4]):
                return None
            signature, *signed = (part.bytes for part in parts[:5])
            if not hmac.compare_digest(signature, self._session.sign(signed)):
                return None
            header, parent, _metadata, content = map(json.loads, signed)
            message = {"msg_type": header["msg_type"], "parent_header": parent, "content": content}
            message["buffers"] = parts[5:]
        except Exception:  # hostile bytes may raise anything, in any parser
            return None
        shapes = (("parent_header", dict), ("content", dict), ("msg_type", str))
        return message if all(isinstance(message[name], shape) for name, shape in shapes) else None

    def _death(self) -> Reply:
        return Reply("memory" if self._watch.exceeded else "dead")


def _ignore(_kind: str, _content: dict[str, Any]) -> bool:
    return True


def _pid_of(pidfd: int) -> int:
    """The process's number as this side sees it (``proc(5)``: fdinfo of a pidfd)."""
    lines = Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pid:"))
