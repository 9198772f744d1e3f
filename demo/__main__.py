"""``make demo``: a class on the real TPs, from submitted copies to grades, feedback and the class report.

All happens in ``demo/class/``, a course folder of its own that git ignores.
"""

import os
import shutil
import sys
from pathlib import Path

from demo.make_copies import COPIES, write_class
from tptorch.cli import SOME_NOT_JUDGED, main
from tptorch.course import Course

HERE = Path(__file__).parent
CLASS = HERE / "class"
PARTS = ("nbgrader_config.py", "data", "graders", "solutions", "source", "release")


def run() -> int:
    """Build the class, grade it, say where everything lies."""
    shutil.rmtree(CLASS, ignore_errors=True)
    CLASS.mkdir()
    for part in PARTS:
        origin = HERE.parent / part
        (shutil.copytree if origin.is_dir() else shutil.copy)(origin, CLASS / part)
    course = Course(CLASS)
    names = [name for name in course.names if (COPIES / name).is_dir()]
    os.chdir(CLASS)
    for name in names:
        students = write_class(course.tp(name), CLASS / "submitted")
        print(f"{name}: {len(students)} copies laid in demo/class/submitted/", flush=True)
        code = main(["grade", name, "--feedback", "--report"])
        if code not in (0, SOME_NOT_JUDGED):
            return code
    print("\nfeedback pages:  demo/class/feedback/<student>/<tp>/<tp>.html")
    print("class reports:   demo/class/reports/<tp>.html")
    print("played copies:   demo/class/autograded/      gradebook: demo/class/gradebook.db")
    return 0


if __name__ == "__main__":
    sys.exit(run())
