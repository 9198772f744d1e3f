"""The French report of one exercise, as a student finds it under the graded cell."""

from collections.abc import Sequence
from html import escape

from tptorch.checks import Verdict
from tptorch.course import Exercise

_STYLE = {
    "box": "border:1px solid #c9d1d9;border-radius:6px;padding:.6em .9em;margin:.3em 0;max-width:60em;"
    "font-family:system-ui,sans-serif;font-size:14px;line-height:1.45;color:#1f2328;background:#fff",
    "head": "font-weight:600;margin-bottom:.35em",
    "item": "margin:.3em 0 .3em 0",
    "good": "color:#116329;font-weight:600",
    "bad": "color:#a40e26;font-weight:600",
    "note": "margin:.1em 0 .1em 1.6em;color:#424a53",
}


def mark_of(exercise: Exercise, verdicts: Sequence[Verdict]) -> float:
    """The points earned: the cell's points in proportion to the weights of the checks that passed."""
    total = sum(verdict.weight for verdict in verdicts)
    earned = sum(verdict.weight for verdict in verdicts if verdict.passed)
    return min(exercise.points, max(0.0, round(exercise.points * earned / total, 2))) if total > 0 else 0.0


def french(number: float) -> str:
    """A number as French writes it: ``2,5``."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def points_text(number: float) -> str:
    """``1 point``, ``2,5 points``."""
    return f"{french(number)} point{'s' if abs(number) >= 2 else ''}"


def plain_report(exercise: Exercise, verdicts: Sequence[Verdict], visible: str = "", profile: str = "") -> str:
    """The report as text; ``visible`` says how the cell's visible tests ended, when they did not pass."""
    lines = [_headline(exercise, verdicts, profile)]
    lines += [f"  ! {visible}"] if visible else []
    for verdict in verdicts:
        share = _share(exercise, verdict, verdicts)
        lines.append(f"  {'✓' if verdict.passed else '✗'} {verdict.requirement} ({share})")
        lines += [f"      {note}" for note in _notes(verdict)]
    return "\n".join(lines)


def html_report(exercise: Exercise, verdicts: Sequence[Verdict], visible: str = "", profile: str = "") -> str:
    """The report as HTML; every text that a copy may have influenced is escaped."""
    parts = [f'<div style="{_STYLE["box"]}">', _div("head", _headline(exercise, verdicts, profile))]
    parts += [_div("note", visible)] if visible else []
    for verdict in verdicts:
        sign = _span("good", "✓") if verdict.passed else _span("bad", "✗")
        share = _share(exercise, verdict, verdicts)
        parts.append(
            f'<div style="{_STYLE["item"]}">{sign} {escape(verdict.requirement)} <small>({share})</small></div>'
        )
        parts += [_div("note", note) for note in _notes(verdict)]
    return "".join([*parts, "</div>"])


def _headline(exercise: Exercise, verdicts: Sequence[Verdict], profile: str = "") -> str:
    mark = f"{french(mark_of(exercise, verdicts))} sur {points_text(exercise.points)}"
    return f"Exercice « {exercise.name} » : {mark}{f' (données : profil {profile})' if profile else ''}"


def _share(exercise: Exercise, verdict: Verdict, verdicts: Sequence[Verdict]) -> str:
    total = sum(other.weight for other in verdicts)
    share = exercise.points * verdict.weight / total if total else 0.0
    return points_text(share) if verdict.passed else f"0 sur {french(share)}"


def _notes(verdict: Verdict) -> list[str]:
    """What a failed check tells: what was asked, what came back, what is wrong."""
    if verdict.passed:
        return []
    calls = verdict.calls[-3:]
    before = ["…"] if len(verdict.calls) > 3 else []
    return [*before, *calls, verdict.reason]


def _div(style: str, text: str) -> str:
    return f'<div style="{_STYLE[style]}">{escape(text)}</div>'


def _span(style: str, text: str) -> str:
    return f'<span style="{_STYLE[style]}">{escape(text)}</span>'
