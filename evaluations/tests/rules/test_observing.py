"""What an inspector is asked, and what a valid finding is (S2)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.clock import VIETNAM
from evaluations.criteria_data import SHIPPED, shipped_set
from evaluations.enums import Measure, Severity
from evaluations.rules.measures import counts_violations
from evaluations.rules.observing import (
    FROM_HEADCOUNT,
    MAX_NOTE,
    MOST,
    Attendance,
    Entry,
    Finding,
    entry_for,
    errors_of,
    finding_from_headcount,
    fingerprint,
)
from evaluations.rules.set_rules import CriterionRule, Level, MeasureParams


def rule(measure: str, **params: object) -> CriterionRule:
    """A criterion of one measure."""
    return CriterionRule(
        "XX-01", 0, "XX", measure, Decimal(2), {"inspection": 100}, params=MeasureParams(**params)
    )


@pytest.mark.parametrize("measure", list(Measure))
def test_every_measure_has_words(measure):
    entry = entry_for(rule(measure))
    assert entry.k_label
    assert entry.n_label or entry.fixed_n
    assert entry.k_is_bad == counts_violations(measure)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_criterion_can_be_recorded(name):
    definition = shipped_set(name)
    for one in definition.criteria:
        criterion = CriterionRule(
            one.code, one.position, one.group, one.measure, Decimal(1), one.weights, params=one.params
        )
        entry = entry_for(criterion)
        n = entry.fixed_n or 4
        k = entry.options[0][0] if entry.options else n
        assert errors_of(entry, Finding(n, k)) == {}, one.code


def test_levels_are_picked_from_a_list():
    entry = entry_for(rule("levels", levels=(Level(Decimal(2), "Đủ"), Level(Decimal(0), "Thiếu"))))
    assert (entry.fixed_n, entry.options) == (2, ((2, "Đủ"), (0, "Thiếu")))
    assert errors_of(entry, Finding(2, 1)) == {"k": "Hãy chọn một mức trong danh sách."}


def test_a_fixed_number_is_not_tallied():
    assert entry_for(rule("checklist", checklist_size=8)).tally is None
    assert entry_for(rule("checklist")).tally == ("đạt", "chưa đạt")


RATIO = Entry("Số quan sát", "Số đạt")


@pytest.mark.parametrize(
    ("finding", "boxes"),
    [
        (Finding(10, 0), set()),
        (Finding(10, 10), set()),
        (Finding(MOST, 1), set()),
        (Finding(0, 0), {"n"}),
        (Finding(-1, 0), {"n"}),
        (Finding(MOST + 1, 0), {"n"}),
        (Finding(5, 6), {"k"}),
        (Finding(5, -1), {"k"}),
        (Finding(not_applicable=True, note="Không có quầy"), set()),
        (Finding(not_applicable=True, note="  "), {"note"}),
        (Finding(not_applicable=True), {"note"}),
        (Finding(5, 5, note="a" * MAX_NOTE), set()),
        (Finding(5, 4, severity=Severity.MINOR), set()),
        (Finding(5, 4, severity=Severity.MAJOR), {"note"}),
        (Finding(5, 4, severity="critical"), {"note"}),
        (Finding(5, 4, severity="critical", note="Nhận tiền"), set()),
        (Finding(5, 6, note="a" * (MAX_NOTE + 1)), {"k", "note"}),
    ],
)
def test_errors_stand_at_their_box(finding, boxes):
    assert set(errors_of(RATIO, finding)) == boxes


def test_a_fixed_n_cannot_be_changed():
    assert set(errors_of(Entry("", "Kết quả", fixed_n=1), Finding(2, 1))) == {"n"}


def test_the_fingerprint_changes_with_every_part():
    base = Finding(10, 8, False, Severity.NONE, "ghi chú")
    others = [
        base._replace(n=11),
        base._replace(k=9),
        base._replace(not_applicable=True),
        base._replace(severity=Severity.MAJOR),
        base._replace(note="khác"),
        Finding(1, 8),
        Finding(1, 81),
    ]
    marks = {fingerprint(one) for one in (base, *others)}
    assert len(marks) == len(others) + 1
    assert fingerprint(base) == fingerprint(Finding(10, 8, False, "none", "ghi chú"))
    assert fingerprint(None) == ""


def test_the_headcount_speaks_for_attendance_and_for_absence_without_reason():
    attendance = Attendance(present=20, on_leave=2, sick=1, unexcused=3)
    assert attendance.roster == 26
    assert attendance.excused == 3
    assert finding_from_headcount("TT-04", attendance) == Finding(26, 23)
    assert finding_from_headcount("TT-05", attendance) == Finding(26, 3)
    assert finding_from_headcount("TT-06", attendance) is None


def test_the_same_headcount_at_another_hour_is_another():
    attendance, at = Attendance(present=3), datetime(2026, 11, 2, 1, tzinfo=UTC)
    assert attendance.fingerprint(at) == attendance.fingerprint(at.astimezone(VIETNAM))
    assert attendance.fingerprint(at) != attendance.fingerprint(at.replace(hour=2))
    assert attendance.fingerprint(at) != Attendance(present=2, sick=1).fingerprint(at)


def test_the_criteria_of_the_headcount_are_in_the_shipped_set_and_inspected():
    by_code = {one.code: one for one in shipped_set("qd1847_2018").criteria}
    assert all(by_code[code].weights.get("inspection") for code in FROM_HEADCOUNT)
