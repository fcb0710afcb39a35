"""The nightly batch: what was read goes out to the agencies together, in random order, dated by the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import SystemRandom

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from agencies.enums import Role
from agencies.gather.heads import heads_by_agency, heads_on
from core import clock
from feedback.actions.cases.arrived import tell_arrived
from feedback.enums import CaseState, RemarkState
from feedback.gather.case_terms import case_terms
from feedback.models import CaseMessage, CaseMove, FeedbackCase, Remark
from feedback.rules.batches import goes_out, shuffled
from feedback.rules.case_terms import answer_due
from feedback.rules.cases import CASES

CHANCE = SystemRandom()


@dataclass(frozen=True, slots=True)
class Batch:
    """How much went out."""

    cases: int
    remarks: int

    @property
    def things(self) -> int:
        """Cases and sentences together."""
        return self.cases + self.remarks


def release_batch(*, at: datetime) -> Batch:
    """Send out what was made ready on the days before that of ``at``; a second run on one day finds nothing.

    Either the whole batch goes or nothing. Places in the batch, and the order in which its rows are written,
    are chance, so neither numbers nor files tell what came first. The heads of each agency concerned get one
    message a day without a count: how many there are is read in the portal, where the right to is asked.
    """
    today = clock.local_day(at)
    with transaction.atomic():
        cases, remarks = _cases(today), _remarks(today)
        _empty_envelopes()
        _pass_on_how_it_ended()
        _tell(cases, today, at)
    return Batch(len(cases), len(remarks))


def _is_due(ready_on: Sequence[date], today: date) -> bool:
    return goes_out(ready_on, today, least=settings.CASE_BATCH_LEAST, most_days=settings.CASE_BATCH_MOST_DAYS)


def _cases(today: date) -> list[FeedbackCase]:
    waiting = FeedbackCase.objects.filter(state=CaseState.READY, ready_on__lt=today).order_by("pk")
    ready = list(waiting.select_for_update(of=("self",)))
    if not _is_due([case.ready_on for case in ready if case.ready_on], today):
        return []
    terms, mixed = case_terms(), shuffled(ready, CHANCE)
    for place, case in enumerate(mixed):
        case.state = CASES.target(case.state, "release")
        case.version += 1
        case.released_on, case.shuffle = today, place
        case.due_on = answer_due(today, terms[case.kind])
    FeedbackCase.objects.bulk_update(
        mixed, ["state", "version", "released_on", "shuffle", "due_on"], batch_size=200
    )
    CaseMove.objects.bulk_create([_move(case, today) for case in mixed], batch_size=500)
    return mixed


def _move(case: FeedbackCase, today: date) -> CaseMove:
    return CaseMove(
        case=case, move="release", source=CaseState.READY, target=case.state, actor=None, day=today
    )


def _remarks(today: date) -> list[Remark]:
    waiting = Remark.objects.filter(state=RemarkState.READY, ready_on__lt=today).order_by("pk")
    ready = list(waiting.select_for_update(of=("self",)))
    if not _is_due([remark.ready_on for remark in ready if remark.ready_on], today):
        return []
    mixed = shuffled(ready, CHANCE)
    for remark in mixed:
        remark.state, remark.released_on = RemarkState.RELEASED, today
    Remark.objects.bulk_update(mixed, ["state", "released_on"], batch_size=200)
    return mixed


def _empty_envelopes() -> None:
    """The sentence that went out is read without an envelope, the one that was withheld by nobody."""
    decided = Q(state__in=(RemarkState.RELEASED, RemarkState.WITHHELD))
    Remark.objects.filter(decided).exclude(envelope=b"").update(envelope=b"")


def _pass_on_how_it_ended() -> None:
    """What senders said of answers reaches the desks at night: at once, it would tell who sat there then."""
    new = Q(told_solved=None) | ~Q(told_solved=F("is_solved")) | ~Q(told_satisfaction=F("satisfaction"))
    said = FeedbackCase.objects.filter(new, is_solved__isnull=False)
    said.update(told_solved=F("is_solved"), told_satisfaction=F("satisfaction"))


def _tell(cases: Sequence[FeedbackCase], today: date, at: datetime) -> None:
    later = CaseMessage.objects.filter(released_on=today, case__released_on__lte=today)
    agencies = {case.agency_id for case in cases if case.agency_id is not None}
    agencies |= {agency for agency in later.values_list("case__agency", flat=True) if agency is not None}
    for agency, heads in sorted(heads_by_agency(agencies, today).items()):
        tell_arrived(heads, agency, today=today, at=at)
    for unit in sorted({case.unit_id for case in cases if case.unit_id is not None}):
        tell_arrived(heads_on([unit], today, Role.UNIT_HEAD), unit, today=today, at=at)
