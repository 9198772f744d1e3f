"""The class at a glance: one HTML page, French, self-contained, made from the results of one grading."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from statistics import mean, median

from tptorch.batch import Result
from tptorch.course import TP
from tptorch.report import french

STYLE = Path(__file__).with_name("classreport.css")


def class_report(tp: TP, results: Sequence[Result], *, today: date) -> str:
    """Marks, success by exercise, the checks that fail most, and the copies to look at."""
    sections = [_summary(results), _histogram(results), _exercises(tp, results), _checks(results), _copies(tp, results)]
    title = f"{tp.name} : la classe en un coup d'œil"
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE.read_text()}</style>'
    body = f"<h1>{escape(title)}</h1><p>{len(results)} copies, le {today:%d/%m/%Y}.</p>{''.join(sections)}"
    return f'<!doctype html><html lang="fr"><head>{head}</head><body><main>{body}</main></body></html>\n'


def _summary(results: Sequence[Result]) -> str:
    totals = [result.total for result in results if result.graded]
    if not totals:
        return "<p>Aucune copie n'a pu être évaluée.</p>"
    figures = {
        "moyenne": french(mean(totals)),
        "médiane": french(median(totals)),
        "meilleure": french(max(totals)),
        "plus basse": french(min(totals)),
        "copies non évaluées": str(sum(not result.graded for result in results)),
    }
    items = (f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in figures.items())
    return f"<dl>{''.join(items)}</dl>"


def _histogram(results: Sequence[Result]) -> str:
    """Copies by band of two points."""
    bands = Counter(min(int(result.total // 2), 9) for result in results if result.graded)
    highest = max(bands.values(), default=1)
    bars = (
        f'<div class="band"><span>{bands[band] or ""}</span><i style="height:{90 * bands[band] // highest}px"></i>'
        f"<small>{2 * band}–{2 * band + 2}</small></div>"
        for band in range(10)
    )
    return f'<h2>Répartition des notes</h2><div class="histogram">{"".join(bars)}</div>'


def _exercises(tp: TP, results: Sequence[Result]) -> str:
    rows = []
    graded = [result for result in results if result.graded]
    for exercise in tp.exercises:
        earned = [result.marks.get(exercise.name, 0.0) / exercise.points for result in graded]
        share = mean(earned) if earned else 0.0
        full = sum(value >= 0.999 for value in earned)
        rows.append(
            f"<tr><td>{escape(exercise.name)}</td><td>{french(exercise.points)}</td>"
            f'<td><div class="bar"><i style="width:{100 * share:.0f}%"></i></div></td>'
            f"<td>{100 * share:.0f} %</td><td>{full}</td></tr>"
        )
    head = "<tr><th>exercice</th><th>points</th><th>réussite</th><th></th><th>copies parfaites</th></tr>"
    return f"<h2>Réussite par exercice</h2><table>{head}{''.join(rows)}</table>"


def _checks(results: Sequence[Result]) -> str:
    """The ten checks that fail most among copies that tried, with the commonest reason."""
    reasons: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for result in results:
        for verdict in result.verdicts:
            if not verdict.passed and "NotImplementedError" not in verdict.reason:
                reasons[verdict.exercise, verdict.requirement][verdict.reason] += 1
    worst = sorted(reasons.items(), key=lambda item: -item[1].total())[:10]
    rows = (
        f"<tr><td>{escape(exercise)}</td><td>{escape(requirement)}</td><td>{counts.total()}</td>"
        f"<td>{escape(counts.most_common(1)[0][0])}</td></tr>"
        for (exercise, requirement), counts in worst
    )
    head = "<tr><th>exercice</th><th>ce qui est demandé</th><th>échecs</th><th>raison la plus fréquente</th></tr>"
    return f"<h2>Ce qui échoue le plus</h2><table>{head}{''.join(rows)}</table>" if worst else ""


def _copies(tp: TP, results: Sequence[Result]) -> str:
    head = "".join(f"<th>{escape(exercise.name)}</th>" for exercise in tp.exercises)
    rows = []
    for result in results:
        marks = "".join(_cell(result.marks.get(ex.name, 0.0), ex.points) for ex in tp.exercises)
        page = Path("..", "feedback", result.student, tp.name, f"{tp.name}.html")
        link = f'<a href="{escape(str(page), quote=True)}">{escape(result.student)}</a>'
        rows.append(
            f"<tr><td>{link}</td><td><b>{french(result.total)}</b></td>{marks}<td>{escape(result.remark)}</td></tr>"
        )
    table = f"<tr><th>copie</th><th>note</th>{head}<th>remarque</th></tr>{''.join(rows)}"
    return f'<h2>Les copies</h2><div class="wide"><table>{table}</table></div>'


def _cell(mark: float, points: float) -> str:
    kind = "full" if mark >= points - 0.005 else "none" if mark <= 0 else "part"
    return f'<td class="{kind}">{french(mark)}</td>'
