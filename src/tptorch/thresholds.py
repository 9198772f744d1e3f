"""The table of accuracy thresholds: read by checks, written by measuring right and wrong answers again.

``graders/measures/<tp>.py`` says how: ``MEASURES = {name: {variant: accuracy}}``, where ``accuracy(profile, device)``
trains once from torch's seed as it stands. The variant ``right`` decides; ``untrained`` and wrong answers are noted
beside it, so that one can see what the threshold proves, and what it does not.
"""

import importlib
import json
import math
import statistics
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import torch

from tptorch.checks import hermetic
from tptorch.course import Course, CourseError
from tptorch.data import checks_course

RUNS, OTHER_RUNS = 10, 3
DEVIATIONS = 4.5
Accuracy = Callable[[str, str], float]


def threshold(tp: str, name: str) -> float:
    """The least accuracy asked in the profile that the TP is released with; for its checks."""
    course = checks_course()
    profile = course.tp(tp).profile or "mini"
    try:
        return float(read_table(course)[tp][name][profile]["threshold"])
    except KeyError:
        repair = f"run `tp thresholds {tp} --profile {profile}`"
        raise CourseError(f"{tp}: no threshold {name!r} for {profile!r}: {repair}") from None


def table_path(course: Course) -> Path:
    """The one table, committed."""
    return course.root / "graders" / "thresholds.json"


def read_table(course: Course) -> dict[str, Any]:
    """TP, name and profile to a row."""
    try:
        return json.loads(table_path(course).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def keep(course: Course, tp: str, name: str, profile: str, row: dict[str, Any]) -> None:
    """Put a row into the table."""
    table = read_table(course)
    table.setdefault(tp, {}).setdefault(name, {})[profile] = row
    table_path(course).write_text(json.dumps(table, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def measured(course: Course) -> list[str]:
    """The TPs that have measures."""
    return sorted(path.stem for path in (course.root / "graders" / "measures").glob("tp*.py"))


def measure(course: Course, tp: str, profile: str, device: str) -> dict[str, dict[str, Any]]:
    """Fresh rows for all measures of a TP, by name."""
    with hermetic(course.root):
        module = importlib.import_module(f"graders.measures.{tp}")
        runs = getattr(module, "RUNS", RUNS)
        return {name: _row(variants, profile, device, runs) for name, variants in module.MEASURES.items()}


def _row(variants: dict[str, Accuracy], profile: str, device: str, runs: int) -> dict[str, Any]:
    right = [_once(variants["right"], seed, profile, device) for seed in range(runs)]
    others = {
        name: [_once(accuracy, seed, profile, device) for seed in range(OTHER_RUNS)]
        for name, accuracy in variants.items()
        if name != "right"
    }
    return summary(right) | {
        "device": torch.cuda.get_device_name() if device.startswith("cuda") else "cpu",
        "date": date.today().isoformat(),
        "wrong": {name: round(statistics.mean(values), 4) for name, values in others.items()},
    }


def summary(accuracies: list[float]) -> dict[str, Any]:
    """Mean, standard deviation, and the threshold: 4.5 deviations below the mean, rounded down."""
    mean, sd = statistics.mean(accuracies), statistics.stdev(accuracies)
    return {
        "threshold": math.floor((mean - DEVIATIONS * sd) * 1000) / 1000,
        "mean": round(mean, 4),
        "sd": round(sd, 4),
        "min": round(min(accuracies), 4),
        "max": round(max(accuracies), 4),
        "n": len(accuracies),
    }


def _once(accuracy: Accuracy, seed: int, profile: str, device: str) -> float:
    torch.manual_seed(seed)
    return accuracy(profile, device)
