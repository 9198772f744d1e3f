"""``tp``: build, grade, data, thresholds, doctor. Run in a course folder, as ``nbgrader`` is (doctor anywhere).

Exit codes: 0 all done; 1 nothing was done, with the reason; 2 wrong usage (argparse); 3 graded, but at least one copy
could not be judged (its reason stands in the table).
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from tptorch.course import PROFILES, SETS, TP, WEIGHTS, Course, CourseError, relative

DONE, NOTHING_DONE, SOME_NOT_JUDGED = 0, 1, 3
errors = Console(stderr=True, soft_wrap=True, highlight=False)


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    args = _parser().parse_args(argv)
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    from tptorch.jail import JailError

    try:
        return args.run(args)
    except (CourseError, JailError) as error:
        errors.print(f"tp: {error}", markup=False)
        return NOTHING_DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tp", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="solutions/ and graders/ to source/ and release/")
    build.add_argument("tp", nargs="*", help="TPs to build (default: all)")
    build.add_argument("--check", action="store_true", help="change nothing; fail when a file is stale")
    build.add_argument(
        "--profile", choices=PROFILES, default="mini", help="image sets and networks: small ones (default) or official"
    )
    build.add_argument("--zip", action="store_true", help="also write dist/<tp>.zip, what students receive")
    build.set_defaults(run=_build)

    grade = commands.add_parser("grade", help="grade the copies in submitted/<student>/<tp>/")
    grade.add_argument("tp", metavar="TP")
    grade.add_argument("--student", help="this student's copy only")
    grade.add_argument("--only", metavar="EXERCISE", help="judge one exercise and record nothing")
    grade.add_argument("--feedback", action="store_true", help="then write nbgrader's feedback pages")
    grade.add_argument("--report", action="store_true", help="then write reports/<tp>.html, the class at a glance")
    grade.add_argument("--json", action="store_true", help="marks and verdicts on standard output, as JSON")
    grade.add_argument("--workers", type=int, help="processes (default: from the number of copies and cores)")
    grade.add_argument("--unsafe", action="store_true", help="play copies without any isolation (marks will say so)")
    grade.add_argument("--profile", choices=PROFILES, help="refuse to grade unless the TP was built for this profile")
    grade.set_defaults(run=_grade)

    data = commands.add_parser("data", help="image sets: cut the mini subsets; or fetch the official sets and weights")
    data.add_argument("profile", choices=PROFILES, help="mini: write data/mini and graders/data; full: prefetch")
    data.add_argument("--from", dest="source", type=Path, metavar="DIR", help="take the official files from here")
    data.add_argument(
        "--set", dest="sets", action="append", choices=SETS + WEIGHTS, help="only this one (default: all)"
    )
    data.set_defaults(run=_data)

    thresholds = commands.add_parser("thresholds", help="measure the accuracies of graders/measures/ again")
    thresholds.add_argument("tp", nargs="*", help="TPs to measure (default: all that have measures)")
    thresholds.add_argument("--profile", choices=PROFILES, default="mini")
    thresholds.add_argument("--device", default="cpu", help="cpu, cuda (default: cpu)")
    thresholds.set_defaults(run=_thresholds)

    doctor = commands.add_parser("doctor", help="which protections hold on this machine")
    doctor.set_defaults(run=_doctor)
    return parser


def _build(args: argparse.Namespace) -> int:
    from tptorch import build

    course = Course.here()
    names = args.tp or course.names
    changed = build.build(course, names, profile=args.profile, check=args.check)
    if args.check and changed:
        raise CourseError(f"stale: {', '.join(changed)}; run `tp build`")
    for path in changed:
        print(f"built {path}")
    if args.zip:
        for path in build.zip_releases(course, names, course.root / "dist"):
            print(f"wrote {path}")
    if not changed:
        print("all is fresh")
    return DONE


def _data(args: argparse.Namespace) -> int:
    from tptorch import data, weights

    course = Course.here()
    if args.profile == "full":
        for name in args.sets or SETS + WEIGHTS:
            fetch = weights.fetch_weights if name in WEIGHTS else data.fetch_full
            new = fetch(name, data.cache_folder(course), args.source)
            print(f"{name}: {'fetched' if new else 'already there'}, checksums verified")
        return DONE
    if args.source is None:
        raise CourseError("say where the official files are: `tp data mini --from DIR`")
    if weights_asked := set(args.sets or ()) & set(WEIGHTS):
        raise CourseError(f"{min(weights_asked)}: weights have no extract: fetch them with `tp data full`")
    for name in args.sets or SETS:
        data.make_mini(course, name, args.source)
        print(f"wrote {relative(data.mini_folder(course, name))} and {relative(data.holdout_folder(course, name))}")
    return DONE


def _thresholds(args: argparse.Namespace) -> int:
    from tptorch import thresholds

    course = Course.here()
    for tp in args.tp or thresholds.measured(course):
        for name, row in thresholds.measure(course, tp, args.profile, args.device).items():
            thresholds.keep(course, tp, name, args.profile, row)
            print(
                f"{tp} {name} ({args.profile}): {row['threshold']} = {row['mean']} - 4.5 x {row['sd']}, {row['wrong']}"
            )
    return DONE


def _grade(args: argparse.Namespace) -> int:
    from tptorch import batch, record, worker

    course = Course.here()
    tp = course.tp(args.tp)
    if args.profile and tp.profile not in ("", args.profile):
        raise CourseError(
            f"{tp.name} was released with {tp.profile!r} data and is graded with them only: leave --profile out, "
            f"or run `tp build --profile {args.profile} {tp.name}` and release it again"
        )
    if args.only and args.only not in {exercise.name for exercise in tp.exercises}:
        names = ", ".join(exercise.name for exercise in tp.exercises)
        raise CourseError(f"{tp.name} has no exercise {args.only!r}; it has {names}")
    submissions = batch.find_submissions(course, tp, args.student)
    if args.unsafe:
        os.environ[worker.UNSAFE] = "1"  # the workers' too
    if not args.only:
        record.sync_gradebook(tp, record.db_url(course.root))
    results = _graded_with_progress(tp, submissions, args)
    if not args.only:
        refused = record.record(course, tp, [result.student for result in results], feedback=args.feedback)
        results = [_with_remark(result, refused.get(result.student)) for result in results]
    _show(tp, results, args)
    if args.report:
        _write_report(course, tp, results)
    return DONE if all(result.graded for result in results) else SOME_NOT_JUDGED


def _doctor(_args: argparse.Namespace) -> int:
    from tptorch.jail.doctor import examine

    findings = examine()
    for finding in findings:
        said = f": {finding.said}" if finding.said else ""
        print(f"{'holds  ' if finding.holds else 'MISSING'}  {finding.name}{said}")
    if all(finding.holds for finding in findings):
        return DONE
    errors.print("tp: copies are not isolated here: mend the above, or grade with --unsafe", markup=False)
    return NOTHING_DONE


def _write_report(course: Course, tp: TP, results: list) -> None:
    from tptorch.classreport import class_report

    path = course.root / "reports" / f"{tp.name}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(class_report(tp, results, today=date.today()), encoding="utf-8")
    errors.print(f"class report: {relative(path)}", markup=False)


def _graded_with_progress(tp: TP, submissions: list, args: argparse.Namespace) -> list:
    from tptorch import batch

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task(tp.name, total=len(submissions))
        return batch.grade_all(tp, submissions, lambda _: progress.advance(task), only=args.only, workers=args.workers)


def _with_remark(result: Any, refusal: str | None) -> Any:
    return replace(result, remark=refusal, graded=False) if refusal else result


def _show(tp: TP, results: list, args: argparse.Namespace) -> None:
    if args.json:
        json.dump(
            [asdict(result) | {"total": result.total} for result in results], sys.stdout, ensure_ascii=False, indent=1
        )
        print()
        return
    exercises = [exercise for exercise in tp.exercises if args.only in (None, exercise.name)]
    total = sum(exercise.points for exercise in exercises)
    table = Table(title=f"{tp.name} — {len(results)} copies")
    table.add_column("student", no_wrap=True)
    table.add_column(f"mark / {total:g}", justify="right", no_wrap=True)
    table.add_column("remark")
    for result in results:
        table.add_row(result.student, f"{result.total:g}" if result.marks else "—", result.remark)
    Console(highlight=False).print(table)


if __name__ == "__main__":
    sys.exit(main())
