"""Holds the reference of a TP to full marks under other seeds, and keeps what was found in ``tests/seeds/<tp>.json``.

``python -m tests.vary_seeds tp04_categories``: 200 seeds of the checks' inputs on the reference played once, then
10 other seeds of its own cells (every ``torch.manual_seed`` shifted). Minutes a TP: not part of ``make test``.
"""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

import matplotlib as mpl
import torch

from tests.answer_files import COURSE, beside_the_data, read_cells
from tptorch.checks import run_checks
from tptorch.course import TP
from tptorch.student import LocalTransport

RESULTS = Path(__file__).parent / "seeds"


def play_reference(tp: TP, shift: int = 0) -> dict[str, Any]:
    """The names that the reference's cells leave, with every seed they set shifted."""
    names: dict[str, Any] = {"__name__": "__main__"}
    original = torch.manual_seed
    torch.manual_seed = lambda seed: original(seed + shift)
    try:
        for cell in read_cells(tp.solution):
            if cell.cell_type == "code":
                exec(compile(cell.source, "<cell>", "exec"), names)
    finally:
        torch.manual_seed = original
    return names


def failures(tp: TP, names: dict[str, Any], seed: int) -> list[str]:
    """The checks that the played reference fails with that seed."""
    transport = LocalTransport(names)
    order = [exercise.name for exercise in tp.exercises]
    verdicts = run_checks(tp.grader, lambda _: transport, order, seed=seed)
    return [f"{verdict.exercise}.{verdict.check}" for verdict in verdicts if not verdict.passed]


def vary(tp: TP, check_seeds: int, training_seeds: int) -> dict[str, Any]:
    """What fails, by seed (nothing, for a TP that is fair)."""
    names = play_reference(tp)
    of_checks = {seed: failed for seed in range(check_seeds) if (failed := failures(tp, names, 1000 * seed))}
    of_training = {}
    for shift in range(1, training_seeds + 1):
        if failed := failures(tp, play_reference(tp, 1000 * shift), shift):
            of_training[shift] = failed
    return {
        "tp": tp.name,
        "date": date.today().isoformat(),
        "torch": torch.__version__,
        "check_seeds": check_seeds,
        "check_seeds_that_fail": of_checks,
        "training_seeds": training_seeds,
        "training_seeds_that_fail": of_training,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tps", nargs="*", default=COURSE.names)
    parser.add_argument("--checks", type=int, default=200)
    parser.add_argument("--training", type=int, default=10)
    options = parser.parse_args()
    mpl.use("agg")
    torch.set_num_threads(1)
    for name in options.tps:
        with beside_the_data(COURSE.tp(name)):
            result = vary(COURSE.tp(name), options.checks, options.training)
        (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n")
        print(json.dumps(result), flush=True)
