"""The nightly batch, the flood's tray, sentences of ratings, and the terms."""

from datetime import date, datetime, timedelta

import pytest

from agencies.models import User
from agencies.tests.cast import Cast
from core.errors import AccessRefused
from core.models import AuditEntry, JobRun, Notification
from feedback.actions.cases.refusals import CaseRefused
from feedback.actions.remarks.keep_remark import keep_remark
from feedback.actions.sending.follow import add_message
from feedback.actions.triage.decide import ForTheAgency, make_ready, refuse_case
from feedback.actions.triage.flood import refuse_suspects, withhold_suspects
from feedback.actions.triage.forget import forget_refused
from feedback.actions.triage.messages import let_message_through
from feedback.actions.triage.moderate import LET_THROUGH, WITHHOLD, Decision, moderate_remarks
from feedback.actions.triage.reading import read_remarks
from feedback.actions.triage.release_batch import release_batch
from feedback.actions.triage.set_terms import set_case_terms
from feedback.models import CaseMove, CaseTerm, Counter, FeedbackCase, Opening, Remark
from feedback.tasks import release_batch as nightly
from feedback.tests.conftest import AT
from feedback.tests.triage.conftest import SAFE, Desk, send

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


def make(desk: Desk, *cases: FeedbackCase, at: datetime = AT - DAY, **facts: object) -> None:
    for case in cases:
        made = ForTheAgency(**({"text": SAFE, "kind": "own"} | facts))  # type: ignore[arg-type]
        make_ready(case=case, facts=made, seen_version=case.version, keys=desk.keys, actor=desk.holder, at=at)


def three(cast: Cast) -> list[FeedbackCase]:
    return [send(cast.department), send(cast.department), send(cast.commune)]


def test_three_cases_go_out_together(cast: Cast, desk: Desk) -> None:
    cases = three(cast)
    make(desk, *cases)
    assert release_batch(at=AT).cases == 3
    gone = FeedbackCase.objects.filter(released_on=TODAY, state="released")
    assert gone.count() == 3
    assert sorted(gone.values_list("shuffle", flat=True)) == [0, 1, 2]
    # Two of five working days were the desk's; 24 November is a public holiday.
    assert set(gone.values_list("due_on", flat=True)) == {date(2026, 11, 26)}
    moves = CaseMove.objects.filter(move="release")
    assert {(move.actor_id, move.day) for move in moves} == {(None, TODAY)}
    assert set(FeedbackCase.objects.visible_to(cast.head, TODAY)) == set(cases[:2])


def test_a_second_run_on_the_day_finds_nothing(cast: Cast, desk: Desk) -> None:
    make(desk, *three(cast))
    release_batch(at=AT)
    make(desk, *three(cast), at=AT)
    assert release_batch(at=AT).things == 0
    assert Notification.objects.filter(kind="case.released", recipient=cast.head).count() == 1


def test_a_small_batch_waits_two_days(cast: Cast, desk: Desk) -> None:
    make(desk, send(cast.department))
    assert release_batch(at=AT).cases == 0
    assert release_batch(at=AT + DAY).cases == 1


def test_the_order_of_a_batch_is_chance(cast: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from random import Random

    monkeypatch.setattr("feedback.actions.triage.release_batch.CHANCE", Random(3))
    cases = [send(cast.department) for _ in range(8)]
    make(desk, *cases)
    release_batch(at=AT)
    places = [FeedbackCase.objects.get(pk=case.pk).shuffle for case in cases]
    assert sorted(places) == list(range(8))
    assert places != list(range(8))


def test_heads_are_told_once_without_a_count_or_a_name_of_a_case(cast: Cast, desk: Desk) -> None:
    cases = three(cast)
    make(desk, *cases[:2], unit=cast.unit.pk)
    make(desk, cases[2])
    release_batch(at=AT)
    told = Notification.objects.filter(kind="case.released")
    assert {row.recipient for row in told} == {cast.head, cast.other_head, cast.unit_head}
    for row in told:
        words = row.subject + row.body
        assert not [case for case in cases if case.short in words or str(case.pk) in words]
        assert "cộc lốc" not in words


def test_a_later_message_is_told_with_the_day_on_which_it_is_read(cast: Cast, desk: Desk) -> None:
    make(desk, *three(cast))
    release_batch(at=AT)
    case = FeedbackCase.objects.filter(agency=cast.commune).get()
    from uuid import uuid4

    message = add_message(case=case, message_id=uuid4(), text="Xin bổ sung", at=AT)
    let_message_through(message=message, text="Xin bổ sung", actor=desk.holder, at=AT)
    release_batch(at=AT + DAY)
    assert Notification.objects.filter(kind="case.released", recipient=cast.other_head).count() == 2
    assert Notification.objects.filter(kind="case.released", recipient=cast.head).count() == 1


def test_the_nightly_task_leaves_a_row_of_the_ledger(cast: Cast, desk: Desk) -> None:
    make(desk, *three(cast))
    nightly()
    run = JobRun.objects.get(job="feedback.release_batch")
    assert (run.state, run.rows_out) == (JobRun.State.DONE, 3)


def suspects(cast: Cast, count: int) -> list[FeedbackCase]:
    cases = [send(cast.department) for _ in range(count)]
    FeedbackCase.objects.filter(pk__in=[case.pk for case in cases]).update(is_suspect=True)
    return cases


def test_a_day_of_a_flood_is_refused_at_once(cast: Cast, desk: Desk) -> None:
    suspects(cast, 4)
    honest = send(cast.department)
    assert refuse_suspects(day=TODAY - DAY, actor=desk.holder, at=AT) == 0
    assert refuse_suspects(day=TODAY, actor=desk.holder, at=AT) == 4
    assert FeedbackCase.objects.get(state="received") == honest
    assert set(FeedbackCase.objects.filter(state="refused").values_list("refusal", flat=True)) == {"junk"}
    assert CaseMove.objects.filter(move="refuse", actor=desk.holder).count() == 4
    entry = AuditEntry.objects.get(event="case.suspects_refused")
    assert entry.after == {"count": 4, "day": "2026-11-20"}


def test_the_flood_of_another_vault_stays(cast: Cast, desk: Desk) -> None:
    suspects(cast, 2)
    assert refuse_suspects(day=TODAY, actor=desk.other_holder, at=AT) == 0
    with pytest.raises(AccessRefused):
        refuse_suspects(day=TODAY, actor=cast.admin, at=AT)


def test_a_flood_costs_the_same_statements_at_any_size(
    cast: Cast, desk: Desk, django_assert_max_num_queries: object
) -> None:
    suspects(cast, 12)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        refuse_suspects(day=TODAY, actor=desk.holder, at=AT)


def test_refused_words_are_forgotten_after_a_month(cast: Cast, desk: Desk) -> None:
    refused, other = send(cast.department), send(cast.department)
    refuse_case(case=refused, reason="unclear", seen_version=1, actor=desk.holder, at=AT)
    assert forget_refused(on=TODAY + timedelta(days=30)) == 0
    assert forget_refused(on=TODAY + timedelta(days=31)) == 1
    assert not refused.sealed.exists()
    assert other.sealed.exists()
    assert FeedbackCase.objects.get(pk=refused.pk).refusal == "unclear"


def remark(counter: Counter, text: str, **fields: object) -> Remark:
    kept = keep_remark(
        counter=counter,
        agency_id=counter.agency_id,
        text=text,
        stars=1,
        day=TODAY - DAY,
        **fields,  # type: ignore[arg-type]
    )
    assert kept is not None
    return kept


def decide(user: User, *pairs: tuple[Remark, str, str], at: datetime = AT) -> int:
    decisions = [Decision(row.pk, choice, text) for row, choice, text in pairs]
    return moderate_remarks(decisions=decisions, actor=user, at=at)


def test_sentences_are_read_decided_and_go_out(cast: Cast, desk: Desk, counter: Counter) -> None:
    rows = [remark(counter, "Chị Lan cáu gắt"), remark(counter, "Phải chờ lâu"), remark(counter, "asdf")]
    texts = read_remarks(remarks=rows, keys=desk.keys, actor=desk.holder, at=AT)
    assert texts[str(rows[0].pk)] == "Chị Lan cáu gắt"
    assert Opening.objects.filter(kind="remark", case=None).count() == 3
    done = decide(
        desk.holder,
        (rows[0], LET_THROUGH, "Cán bộ cáu gắt"),
        (rows[1], LET_THROUGH, "Phải chờ lâu"),
        (rows[2], WITHHOLD, ""),
        at=AT - 2 * DAY,
    )
    assert done == 3
    assert release_batch(at=AT).remarks == 2
    assert set(Remark.objects.released(TODAY).values_list("released_text", flat=True)) == {
        "Cán bộ cáu gắt",
        "Phải chờ lâu",
    }
    assert {bytes(row.envelope) for row in Remark.objects.all()} == {b""}


def test_a_sentence_decided_meanwhile_stays(cast: Cast, desk: Desk, counter: Counter) -> None:
    row = remark(counter, "Phải chờ lâu")
    assert decide(desk.holder, (row, WITHHOLD, "")) == 1
    assert decide(desk.second, (row, LET_THROUGH, "Phải chờ lâu")) == 0
    assert Remark.objects.get().state == "withheld"


def test_a_sentence_of_another_vault_stays(cast: Cast, desk: Desk, counter: Counter) -> None:
    row = remark(counter, "Phải chờ lâu")
    assert decide(desk.other_holder, (row, WITHHOLD, "")) == 0
    with pytest.raises(AccessRefused):
        decide(cast.head, (row, WITHHOLD, ""))


def test_an_empty_sentence_is_not_let_through(cast: Cast, desk: Desk, counter: Counter) -> None:
    row = remark(counter, "Phải chờ lâu")
    with pytest.raises(CaseRefused) as refusal:
        decide(desk.holder, (row, LET_THROUGH, "  "))
    assert str(row.pk) in refusal.value.errors
    assert Remark.objects.get().state == "waiting"


def test_the_trail_counts_sentences_and_names_none(cast: Cast, desk: Desk, counter: Counter) -> None:
    row = remark(counter, "Phải chờ lâu")
    decide(desk.holder, (row, LET_THROUGH, "Phải chờ lâu"))
    entry = AuditEntry.objects.get(event="remark.moderated")
    assert (entry.after, entry.agency_id) == ({"ready": 1}, None)


def test_a_flood_of_sentences_is_withheld_at_once(cast: Cast, desk: Desk, counter: Counter) -> None:
    for _ in range(3):
        remark(counter, "junk", is_suspect=True)
    remark(counter, "Phải chờ lâu")
    assert withhold_suspects(day=TODAY - DAY, actor=desk.holder, at=AT) == 3
    assert Remark.objects.filter(state="waiting").count() == 1


def test_home_affairs_sets_the_terms(cast: Cast, desk: Desk) -> None:
    assert set_case_terms(days={"own": 4, "complex": 10}, actor=cast.admin, at=AT) == 1
    assert CaseTerm.objects.get().working_days == 4
    entry = AuditEntry.objects.get(event="case_term.changed")
    assert (entry.before, entry.after) == ({"working_days": 5}, {"working_days": 4})
    make(desk, *three(cast))
    release_batch(at=AT)
    assert set(FeedbackCase.objects.values_list("due_on", flat=True)) == {date(2026, 11, 25)}


@pytest.mark.parametrize("days", [{"own": 2}, {"own": 61}, {"never": 5}])
def test_a_term_out_of_range_is_refused(cast: Cast, days: dict[str, int]) -> None:
    with pytest.raises(CaseRefused):
        set_case_terms(days=days, actor=cast.admin, at=AT)


def test_only_home_affairs_sets_terms(cast: Cast) -> None:
    with pytest.raises(AccessRefused):
        set_case_terms(days={"own": 4}, actor=cast.custodian, at=AT)
