"""What counts in a score: only what was upheld and concluded, from the month that was open then."""

from datetime import date
from uuid import uuid4

import pytest

from evaluations.actions.follow_up.explain import agree_to_all
from evaluations.actions.follow_up.report import NotYetReportable, extend_report, report_inspection
from evaluations.actions.open_period import open_period
from evaluations.actions.results import refresh_results
from evaluations.gather.follow_up.terms import due_terms
from evaluations.gather.inspected import gather_inspected
from evaluations.gather.sets import load_set
from evaluations.models import (
    AgencyResult,
    FindingOutcome,
    Inspection,
    IssuedDocument,
    Observation,
    PeriodSet,
)
from evaluations.rules.follow_up.terms import after_minutes
from evaluations.rules.observing import Finding
from evaluations.tests.follow_up.conftest import at_day
from evaluations.tests.inspections.conftest import AT, DAY, close
from evaluations.tests.inspections.walking import walk_to


@pytest.fixture
def conclude(minuted, cast):
    """Take the visit from its minutes to its conclusion."""
    return lambda: walk_to(minuted, "concluded", leader=cast.inspector, head=cast.head, at=AT)


def seen_in(period, agency, code):
    """(n, k) of each input that inspections give for a criterion of an agency in a month."""
    pinned = PeriodSet.objects.get(period=period, comparison_group="department")
    loaded = load_set(pinned.criteria_set_id)
    found = gather_inspected(period, {agency.pk: loaded}, 3).get(agency.pk)
    place = loaded.positions[code]
    return [(one.n, one.k) for one in found.inputs if one.position == place] if found else []


def knock_outs_in(period, agency):
    """What caps the grade of an agency in a month (S8)."""
    pinned = PeriodSet.objects.get(period=period, comparison_group="department")
    found = gather_inspected(period, {agency.pk: load_set(pinned.criteria_set_id)}, 3).get(agency.pk)
    return found.knock_outs if found else []


class TestWhatWasUpheld:
    def test_agreed_and_uncontested_findings_count_as_recorded(self, conclude, month, cast):
        conclude()
        assert seen_in(month, cast.department, "TP-04") == [(10, 8)]

    def test_a_dropped_finding_does_not_count(self, explain, judge, conclude, month, cast):
        judge(explain(), "accepted")
        conclude()
        assert seen_in(month, cast.department, "TP-04") == []
        assert seen_in(month, cast.department, "TP-01") == [(10, 9)]

    def test_a_corrected_one_counts_corrected(self, explain, judge, conclude, month, cast):
        judge(explain(), "partly", Finding(10, 9))
        conclude()
        assert seen_in(month, cast.department, "TP-04") == [(10, 9)]

    def test_a_rejected_explanation_changes_nothing(self, explain, judge, conclude, month, cast):
        judge(explain(), "rejected")
        conclude()
        assert seen_in(month, cast.department, "TP-04") == [(10, 8)]

    @pytest.mark.parametrize("state", ["on_site", "minuted", "reported", "lapsed", "cancelled"])
    def test_a_visit_in_any_other_state_counts_nowhere(self, minuted, month, cast, state):
        Inspection.objects.filter(pk=minuted.pk).update(state=state)
        assert seen_in(month, cast.department, "TP-04") == []

    def test_the_outcome_is_frozen_with_the_conclusion(self, explain, judge, conclude):
        judge(explain(), "partly", Finding(10, 9))
        conclude()
        with pytest.raises(Exception, match="append_only"):
            FindingOutcome.objects.update(k=10)


class TestALateConclusion:
    def test_it_counts_from_the_open_month_and_not_in_the_closed_one(self, conclude, month, cast):
        december = open_period(kind="month", day=date(2026, 12, 1), actor=None, at=AT)
        close(month)
        assert conclude().counts_from == date(2026, 12, 1)
        assert seen_in(month, cast.department, "TP-04") == []
        assert seen_in(december, cast.department, "TP-04") == [(10, 8)]

    def test_a_critical_finding_caps_the_grade_of_the_first_month_that_counts_it_alone(
        self, conclude, minuted, month, cast
    ):
        """S8: or else a conclusion that waits for the month to close would escape the cap."""
        Observation.objects.filter(inspection=minuted, criterion__code="TP-04").update(severity="critical")
        december = open_period(kind="month", day=date(2026, 12, 1), actor=None, at=AT)
        january = open_period(kind="month", day=date(2027, 1, 1), actor=None, at=AT)
        close(month)
        conclude()
        assert [len(knock_outs_in(one, cast.department)) for one in (month, december, january)] == [0, 1, 0]

    def test_the_closed_months_results_do_not_move(self, conclude, month, cast):
        refresh_results(period=month, agencies=None, at=AT)
        open_period(kind="month", day=date(2026, 12, 1), actor=None, at=AT)
        before = list(AgencyResult.objects.filter(period=month).order_by("pk").values())
        close(month)
        conclude()
        assert list(AgencyResult.objects.filter(period=month).order_by("pk").values()) == before


def test_the_whole_month_and_one_agency_alone_give_the_same(explain, judge, conclude, month, cast):
    """The set-based path and the path of one agency read outcomes alike."""
    judge(explain(), "partly", Finding(10, 9))
    judge(explain("TP-01"), "accepted")
    conclude()
    refresh_results(period=month, agencies=None, at=AT)
    whole = stored(month, cast.department)
    AgencyResult.objects.filter(period=month).update(total=None)
    refresh_results(period=month, agencies={cast.department.pk}, at=AT)
    assert stored(month, cast.department) == whole


def stored(period, agency):
    """A result as kept, apart from what says when and how often it was computed."""
    row = AgencyResult.objects.filter(period=period, agency=agency).values().get()
    return {name: value for name, value in row.items() if name not in {"id", "computed_at", "revision"}}


class TestReporting:
    @pytest.fixture
    def report(self, minuted, cast):
        """Report with what the leader read just now; keywords replace the usual arguments."""

        def do(**given):
            usual = {
                "assessment": "Chấp hành tốt.",
                "proposals": "",
                "signer": "Trần Văn Kiểm",
                "signer_post": "Trưởng đoàn",
                "seen_version": Inspection.objects.get(pk=minuted.pk).version,
                "actor": cast.inspector,
                "at": AT,
            }
            return report_inspection(inspection=minuted, **(usual | given))

        return do

    def test_it_waits_for_the_window(self, report):
        with pytest.raises(NotYetReportable, match="còn trong thời hạn giải trình 2 nội dung"):
            report()
        after = report(at=at_day(date(2026, 11, 20)))
        assert (after.state, after.conclude_due_on) == ("reported", date(2026, 12, 14))

    def test_it_need_not_wait_once_all_is_said(self, report, explain, minuted, cast):
        agree_to_all(inspection=minuted, form_id=uuid4(), actor=cast.head, at=AT)
        assert report().state == "reported"
        assert IssuedDocument.objects.get().kind == "report"

    def test_it_waits_for_an_answer_even_after_the_window(self, report, explain, judge):
        word = explain()
        with pytest.raises(NotYetReportable, match="Còn 1 giải trình"):
            report(at=at_day(date(2026, 11, 20)))
        judge(word, "rejected", at=at_day(date(2026, 11, 20)))
        assert report(at=at_day(date(2026, 11, 20))).state == "reported"

    def test_an_unanswered_explanation_lapses_before_the_report(self, report, explain):
        explain()
        report(at=at_day(date(2026, 11, 28)))
        assert FindingOutcome.objects.get().upheld is False

    def test_twice_is_once(self, report, minuted, cast):
        agree_to_all(inspection=minuted, form_id=uuid4(), actor=cast.head, at=AT)
        report()
        report()
        assert IssuedDocument.objects.count() == 1

    def test_a_complex_case_gets_the_longer_term_once(self, minuted, cast):
        extended = extend_report(inspection=minuted, reason="Nhiều chi nhánh", actor=cast.inspector, at=AT)
        assert extended.report_due_on == date(2026, 12, 11)
        assert extended.conclude_due_on > minuted.conclude_due_on
        with pytest.raises(Exception, match="đã được gia hạn"):
            extend_report(inspection=minuted, reason="Lần nữa", actor=cast.inspector, at=AT)


def test_the_terms_of_the_fixture_are_the_rules(minuted):
    dues = after_minutes(DAY, due_terms())
    assert (minuted.explain_due_on, minuted.report_due_on) == (dues.explain_due_on, dues.report_due_on)
