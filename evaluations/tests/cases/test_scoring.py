"""From verdicts to the month: verified ones deduct, unfounded ones never count, closed stays closed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.errors import PeriodClosed
from core.models import OutboxMessage
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.registers import settle_registers
from evaluations.actions.results import refresh_results
from evaluations.case_criteria import criteria_of_cases
from evaluations.criteria_data import shipped_set
from evaluations.enums import PeriodState
from evaluations.feedback_tasks import cases_judged
from evaluations.gather.cases import gather_cases
from evaluations.gather.planning.suggestions import suggestions
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Criterion, Period, RegisterFact
from evaluations.rules.results import unpack_criteria
from feedback.actions.cases.refusals import CaseRefused, NotNow
from feedback.actions.triage.hand_over import hand_over_case
from feedback.declarations import CASE_JUDGED
from feedback.models import FeedbackCase
from feedback.tests.cases.conftest import NOW, TODAY, Desk, desk, the_present

__all__ = ["desk", "the_present"]

CODE = "GT-04"


@pytest.fixture
def month(cast) -> Iterator[Period]:
    """November 2026, open, with the shipped set of Decision 1847."""
    load_set.cache_clear()
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=NOW)
    yield open_period(kind="month", day=TODAY, actor=None, at=NOW)
    load_set.cache_clear()


def _citizen(month: Period, code: str = CODE) -> tuple[int, int, Decimal] | None:
    """n, k and value of the citizens' voice about the department, None where it has none."""
    refresh_results(period=month, agencies=None, at=NOW)
    result = AgencyResult.objects.get(period=month, agency__versions__name="Sở Tư pháp")
    position = Criterion.objects.get(code=code, criteria_set=result.criteria_set_id).position
    score = next(one for one in unpack_criteria(result.breakdown) if one.position == position)
    return next(((one.n, one.k, one.value) for one in score.sources if one.source == "citizen"), None)


@pytest.mark.parametrize(
    ("verdict", "heard"),
    [
        ("verified", (1, 1, Decimal("0.75"))),
        ("partly", (1, 1, Decimal("0.75"))),
        ("unfounded", None),
        ("unclear", None),
        (None, None),
    ],
)
def test_only_what_is_verified_counts(desk: Desk, month: Period, verdict, heard) -> None:
    case = desk.case()
    if verdict:
        desk.judge(case, verdict, criterion=CODE)
    assert _citizen(month) == heard


def test_an_unfounded_case_leaves_every_figure_as_it_was(desk: Desk, month: Period) -> None:
    desk.case()
    before = _figures(month)
    desk.judge(desk.case(), "unfounded", criterion=CODE)
    assert _figures(month) == before


def _figures(month: Period) -> list[object]:
    refresh_results(period=month, agencies=None, at=NOW)
    rows = AgencyResult.objects.filter(period=month).order_by("agency")
    return list(rows.values_list("agency", "total", "breakdown", "coverage"))


def test_a_case_counts_in_the_month_of_its_verdict_and_once(desk: Desk, month: Period) -> None:
    case = desk.judge(desk.case(), criterion=CODE)
    merged = desk.judge(desk.case(), criterion=CODE)
    FeedbackCase.objects.filter(pk=merged.pk).update(state="merged", merged_into=case)
    december = open_period(kind="month", day=date(2026, 12, 1), actor=None, at=NOW)
    assert gather_cases(month) == {desk.cast.department.pk: {CODE: 1}}
    assert gather_cases(december) == {}


def test_a_report_and_its_parts_in_one_agency_deduct_once(desk: Desk, month: Period) -> None:
    whole = desk.judge(desk.case(), criterion=CODE)
    part = desk.judge(desk.case(split_from=whole), criterion=CODE)
    assert gather_cases(month) == {part.agency_id: {CODE: 1}}
    desk.judge(desk.case(desk.cast.commune, split_from=whole), criterion=CODE)
    desk.judge(desk.case(), criterion=CODE)
    assert gather_cases(month) == {part.agency_id: {CODE: 2}, desk.cast.commune.pk: {CODE: 1}}
    department = next(one for one in suggestions(TODAY) if one.version.agency_id == part.agency_id)
    assert "2 phản ánh đã xác minh đúng" in " ".join(reason.text for reason in department.risk.reasons)


def test_before_the_channel_exists_silence_says_nothing(desk: Desk, month: Period) -> None:
    assert gather_cases(month) is None
    desk.case(state="ready", released_on=None)
    assert gather_cases(month) is None
    desk.case()
    assert gather_cases(month) == {}


def test_a_verdict_that_is_taken_back_counts_no_more(desk: Desk, month: Period) -> None:
    case = desk.judge(desk.case(), criterion=CODE)
    assert _citizen(month)
    desk.judge(case, "unfounded")
    assert _citizen(month) is None


def test_the_criterion_must_be_one_that_cases_speak_to(desk: Desk, month: Period) -> None:
    codes = dict(criteria_of_cases(desk.cast.department.pk, TODAY))
    assert CODE in codes
    assert "GT-03" not in codes
    for wrong in ("GT-03", "", "XX"):
        with pytest.raises(CaseRefused, match="tiêu chí"):
            desk.judge(desk.case(), "verified", criterion=wrong)


def test_the_message_of_a_verdict_scores_the_agency_anew(desk: Desk, month: Period) -> None:
    desk.judge(desk.case(), criterion=CODE)
    ids = list(OutboxMessage.objects.filter(topic=CASE_JUDGED).values_list("id", flat=True))
    cases_judged(ids)
    cases_judged(ids)
    assert AgencyResult.objects.filter(agency=desk.cast.department).count() == 1
    assert not OutboxMessage.objects.filter(topic=CASE_JUDGED, handled_at=None).exists()


def test_a_closed_month_keeps_its_verdicts(desk: Desk, month: Period) -> None:
    case = desk.judge(desk.case(), criterion=CODE)
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    later = NOW + timedelta(days=20)
    for verdict in ("unfounded", ""):
        with pytest.raises(PeriodClosed, match="đã chốt"):
            desk.judge(case, verdict, at=later)
    with pytest.raises(PeriodClosed):
        desk.judge(desk.case(), criterion=CODE)
    # what the score does not read may still move
    desk.answer(case, at=later)


def test_a_verdict_that_never_counted_is_taken_back_in_a_closed_month_too(desk: Desk, month: Period) -> None:
    case = desk.judge(desk.case(), "unfounded")
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    assert desk.judge(case, "", at=NOW + timedelta(days=20)).verdict == ""


def _hand_over(desk: Desk, case: FeedbackCase) -> FeedbackCase:
    hand_over_case(
        case=case,
        body="Thanh tra tỉnh",
        confirmed="CHUYỂN",
        seen_version=desk.version(case),
        actor=desk.cast.custodian,
        at=NOW + timedelta(days=20),
    )
    return FeedbackCase.objects.get(pk=case.pk)


def test_what_a_closed_month_counted_is_handed_over_and_still_counted(desk: Desk, month: Period) -> None:
    case = desk.judge(desk.case(), criterion=CODE)
    with pytest.raises(NotNow, match="rút kết luận"):
        _hand_over(desk, case)
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    before = gather_cases(month)
    done = _hand_over(desk, case)
    assert (done.state, done.verdict, done.criterion, done.agency) == (
        "handed",
        "verified",
        CODE,
        desk.cast.department,
    )
    assert (done.released_text, done.verdict_reason, done.verdict_by, done.released_on) == (
        "",
        "",
        None,
        None,
    )
    assert gather_cases(month) == before


def test_what_never_counted_is_handed_over_with_its_agency_gone(desk: Desk, month: Period) -> None:
    case = desk.judge(desk.case(), "unfounded")
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    done = _hand_over(desk, case)
    assert (done.state, done.verdict, done.agency, done.verdict_on) == ("handed", "", None, None)


@pytest.mark.parametrize("change", [{"verdict": "unfounded"}, {"criterion": "TP-04"}, {"verdict_on": None}])
def test_the_database_itself_refuses(desk: Desk, month: Period, change) -> None:
    case = desk.judge(desk.case(), criterion=CODE)
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    row = FeedbackCase.objects.filter(pk=case.pk)
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        row.update(**change)
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        desk.case(verdict="verified", verdict_on=TODAY)
    assert row.get().verdict == "verified"


def _answers(month: Period, at: datetime = NOW) -> tuple[int, int, str] | None:
    settle_registers(period=month, agencies=None, at=at)
    fact = RegisterFact.objects.filter(
        period=month, criterion__code="CQ-14", agency__versions__name="Sở Tư pháp"
    )
    return fact.values_list("k", "n", "note").first()


def test_answers_in_time_become_a_fact_of_the_month(desk: Desk, month: Period) -> None:
    assert _answers(month) is None
    case = desk.case(due_on=TODAY)
    assert _answers(month) == (2, 2, "Không có phản ánh nào đến hạn trong tháng.")
    desk.answer(case)
    assert _answers(month) == (2, 2, "Trả lời đúng hạn 1/1 phản ánh đến hạn trong tháng.")
    desk.case(due_on=TODAY - timedelta(days=1))
    assert _answers(month) == (0, 2, "Trả lời đúng hạn 1/2 phản ánh đến hạn trong tháng.")


def test_what_drags_on_from_an_earlier_month_takes_all_marks(desk: Desk, month: Period) -> None:
    desk.case(due_on=date(2026, 10, 15), released_on=date(2026, 10, 8))
    assert _answers(month) == (0, 2, "Còn 1 phản ánh quá hạn từ tháng trước chưa trả lời.")


def test_a_case_due_on_the_last_day_and_answered_late_counts_in_its_month(desk: Desk, month: Period) -> None:
    case = desk.case(due_on=month.last_day)
    last_day, next_day = datetime(2026, 11, 30, 3, tzinfo=UTC), datetime(2026, 12, 1, 3, tzinfo=UTC)
    assert _answers(month, last_day) == (2, 2, "Không có phản ánh nào đến hạn trong tháng.")
    desk.answer(case, at=next_day)
    assert _answers(month, next_day) == (0, 2, "Trả lời đúng hạn 0/1 phản ánh đến hạn trong tháng.")
    december = open_period(kind="month", day=date(2026, 12, 1), actor=None, at=next_day)
    assert _answers(december, next_day) == (2, 2, "Không có phản ánh nào đến hạn trong tháng.")


def test_verified_cases_are_a_reason_to_inspect(desk: Desk, month: Period) -> None:
    desk.judge(desk.case(), criterion=CODE)
    risks = {one.version.agency_id: one.risk for one in suggestions(TODAY)}
    told = [reason.text for reason in risks[desk.cast.department.pk].reasons]
    assert "1 phản ánh đã xác minh đúng trong 12 tháng" in told
