"""tptorch: hidden checks for French PyTorch TPs, judged outside the copy's process.

Checks under ``graders/`` import from here and from nowhere deeper.
"""

import sys

# jsonschema imports this to validate IRIs, which no notebook holds: 2.6 s of every process that reads one.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from tptorch.checks import exercise, points, show_inputs  # noqa: E402
from tptorch.data import dataset  # noqa: E402
from tptorch.requirements import as_number, as_pair, as_tensor, assert_close, require  # noqa: E402
from tptorch.student import Student  # noqa: E402
from tptorch.thresholds import threshold  # noqa: E402

__all__ = [
    "Student",
    "as_number",
    "as_pair",
    "as_tensor",
    "assert_close",
    "check",
    "dataset",
    "exercise",
    "points",
    "require",
    "show_inputs",
    "threshold",
]


def check(exercise: str) -> object:
    """Run the hidden checks of ``exercise`` on the calling notebook's own namespace and return their report.

    This is the hidden line of every graded cell, for an instructor's own kernel. The engine cuts it before a
    copy is played; stock ``nbgrader autograde`` without our step reaches it and gets an error: zero, never a present.
    """
    from tptorch import local  # deferred: checks import this package without needing a kernel

    return local.check(exercise)
