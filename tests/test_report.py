"""Marks from verdicts, and the report that a student reads."""

from html.parser import HTMLParser

import pytest

from tptorch.checks import Verdict
from tptorch.course import Exercise
from tptorch.report import french, html_report, mark_of, plain_report, points_text

EXERCISE = Exercise("double", 5.0)
ATTACK = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def verdict(passed, weight=1.0, **rest):
    return Verdict("double", "test_doubles", "double(x) vaut deux fois x.", weight, passed, **rest)


@pytest.mark.parametrize(
    ("passed_and_weights", "points", "expected"),
    [
        ([], 5, 0.0),
        ([(False, 1)], 5, 0.0),
        ([(True, 1)], 5, 5.0),
        ([(True, 1), (False, 1)], 5, 2.5),
        ([(True, 1), (False, 2)], 3, 1.0),
        ([(True, 4), (False, 1)], 5, 4.0),
        ([(True, 1), (False, 1), (False, 1)], 5, 1.67),
        ([(True, 1)] * 3, 1, 1.0),
        ([(True, 0.1)] * 7, 0.7, 0.7),
        ([(True, 0)], 5, 0.0),
        ([(True, float("nan"))], 5, 0.0),
    ],
)
def test_a_mark_is_the_share_of_what_passed(passed_and_weights, points, expected):
    assert mark_of(Exercise("x", points), [verdict(*pair) for pair in passed_and_weights]) == expected


@pytest.mark.parametrize("count", range(1, 12))
@pytest.mark.parametrize("points", [0.5, 1.0, 2.5, 3.0, 5.0])
def test_a_mark_never_leaves_its_bounds_and_has_two_decimals(count, points):
    exercise = Exercise("x", points)
    for passed in range(count + 1):
        mark = mark_of(exercise, [verdict(index < passed) for index in range(count)])
        assert 0 <= mark <= points
        assert mark == round(mark, 2)


@pytest.mark.parametrize("weights", [(-1, 2), (2, -1), (-3, 1)])
def test_a_negative_weight_never_breaks_the_bounds(weights):
    assert 0 <= mark_of(EXERCISE, [verdict(True, weights[0]), verdict(False, weights[1])]) <= 5


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 point"), (1, "1 point"), (1.5, "1,5 point"), (2, "2 points"), (2.5, "2,5 points"), (10, "10 points")],
)
def test_numbers_are_written_as_in_french(number, text):
    assert points_text(number) == text
    assert french(number) == text.split()[0]


def test_the_report_says_marks_and_shares():
    text = plain_report(EXERCISE, [verdict(True, 4), verdict(False, 1, reason="Faux.")])
    assert "Exercice « double » : 4 sur 5 points" in text
    assert "✓ double(x) vaut deux fois x. (4 points)" in text
    assert "✗ double(x) vaut deux fois x. (0 sur 1)" in text


def test_a_failed_check_tells_what_was_asked_and_why_it_failed():
    failed = verdict(False, reason="Faux.", calls=["Nous avons appelé double(1)."])
    for report in (plain_report, html_report):
        text = report(EXERCISE, [failed])
        assert text.index("Nous avons appelé double(1).") < text.index("Faux.")


def test_a_passed_check_tells_nothing_of_its_calls():
    assert "appelé" not in plain_report(EXERCISE, [verdict(True, calls=["Nous avons appelé double(1)."])])


def test_only_the_last_calls_are_told():
    text = plain_report(EXERCISE, [verdict(False, calls=[f"appel {index}" for index in range(50)])])
    assert [line.strip() for line in text.splitlines()[2:6]] == ["…", "appel 47", "appel 48", "appel 49"]


def test_the_instructors_detail_is_in_no_report():
    failed = verdict(False, detail="assert 3 == secret")
    assert "secret" not in plain_report(EXERCISE, [failed]) + html_report(EXERCISE, [failed])


def test_how_the_visible_tests_ended_is_told():
    assert "AssertionError: non" in plain_report(EXERCISE, [verdict(True)], "AssertionError: non")


class Tags(HTMLParser):
    """The tags and event attributes of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.mark.parametrize(
    ("verdicts", "visible"),
    [
        ([verdict(False, reason=ATTACK)], ""),
        ([verdict(False, calls=[ATTACK])], ""),
        ([Verdict(ATTACK, ATTACK, ATTACK, 1.0, True)], ""),
        ([verdict(True)], ATTACK),
    ],
)
def test_no_text_of_a_copy_becomes_html(verdicts, visible):
    page = Tags(html_report(Exercise(ATTACK, 5.0), verdicts, visible))
    assert page.tags <= {"div", "span", "small"}
    assert page.attributes == {"style"}


@pytest.mark.parametrize("verdicts", [[], [verdict(False, 0)], [verdict(True, 0), verdict(False, 0)]])
def test_there_is_a_report_when_no_check_weighs_anything(verdicts):
    for report in (plain_report, html_report):
        assert "0 sur 5 points" in report(EXERCISE, verdicts)
