"""The reports of the demonstration, told day by day by the real acts: sealed, read, released, answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import IO
from uuid import UUID

from agencies.enums import Role
from agencies.gather.heads import heads_on
from agencies.models import Agency, AgencyVersion, User
from core.clock import local_day
from feedback.access.cases import oversees
from feedback.actions.cases.answer import answer_case
from feedback.actions.cases.assign import assign_case
from feedback.actions.cases.extend import extend_case
from feedback.actions.cases.judge import judge_case
from feedback.actions.cases.merge import merge_case
from feedback.actions.cases.publish import publish_answer
from feedback.actions.cases.remind import escalate_overdue
from feedback.actions.cases.split import split_case
from feedback.actions.sending.follow import add_message, say_how_it_ended
from feedback.actions.sending.submit import Report as Written
from feedback.actions.sending.submit import submit_case
from feedback.actions.triage.decide import ForTheAgency, make_ready, refuse_case
from feedback.actions.triage.hand_over import CONFIRM, hand_over_case
from feedback.actions.triage.reading import read_text
from feedback.actions.triage.release_batch import release_batch
from feedback.actions.vaults.unlock import unlock_vaults
from feedback.criteria import criteria_of
from feedback.enums import CaseState, RefusalReason, Verdict
from feedback.gather.following import case_of
from feedback.models import FeedbackCase, Vault
from feedback.rules.cases import WAITING
from feedback.rules.envelopes import Contact
from vhcv_portal.demo.living.cases.plan import IS_ANSWERED, OTHERS, Fate, Report, reports
from vhcv_portal.demo.living.cases.words import (
    HOW_CHECKED,
    JUNK,
    MATTERS,
    MORE_WORDS,
    SENT_AWAY,
    WHY_LATER,
)
from vhcv_portal.demo.living.stories import moment, name_id
from vhcv_portal.demo.living.vaults import BODIES, HOLDERS
from vhcv_portal.demo.logins import DEMO_PASSWORD, SHOWN_AGENCY
from vhcv_portal.demo.photos import draw_office

FIRST_DAY = 45
VERDICTS = {
    Fate.VERIFIED: Verdict.VERIFIED,
    Fate.PARTLY: Verdict.PARTLY,
    Fate.UNFOUNDED: Verdict.UNFOUNDED,
    Fate.PUBLISHED: Verdict.VERIFIED,
}
Keys = Mapping[int, bytes]


@dataclass(slots=True)
class Telling:
    """What is known while the days go by: offices by code, holders with their keys, cases by report."""

    offices: Mapping[str, int]
    holders: Mapping[int, tuple[User, Keys]]
    cases: dict[int, UUID] = field(default_factory=dict)

    def case(self, report: Report) -> FeedbackCase:
        """The case as it stands."""
        return FeedbackCase.objects.get(pk=self.cases[report.number])


def load_cases(at: datetime) -> dict[str, int]:
    """Tell the reports once; none while there is no vault."""
    if FeedbackCase.objects.exists() or not Vault.objects.exists():
        return {}
    today = local_day(at)
    telling = _begin(at)
    listed = [report for report in reports() if report.office in telling.offices]
    for back in range(FIRST_DAY, -1, -1):
        day = today - timedelta(days=back)
        release_batch(at=min(moment(day, 5), at))
        for report in listed:
            _live(telling, report, day, today, at)
        _merge(telling, listed, day, today, at)
    escalate_overdue(at=at)
    return {"cases": len(telling.cases)}


def _begin(at: datetime) -> Telling:
    codes = {report.office for report in reports()}
    offices = dict(Agency.objects.filter(code__in=codes).order_by("pk").values_list("code", "pk"))
    vaults = {vault.code: vault.pk for vault in Vault.objects.order_by("code")}
    holders = {}
    for code, username in HOLDERS:
        holder = User.objects.get(username=username)
        holders[vaults[code]] = (holder, unlock_vaults(passphrase=DEMO_PASSWORD, actor=holder, at=at))
    return Telling(offices, holders)


def _live(telling: Telling, report: Report, day: date, today: date, at: datetime) -> None:
    """What happens to one report on one day."""
    received = today - timedelta(days=report.days_ago)
    if day == received:
        telling.cases[report.number] = _send(telling, report, min(moment(day, 9), at))
    elif day > received:
        case = telling.case(report)
        now = min(moment(day, 14), at)
        if case.state == CaseState.RECEIVED and report.fate is not Fate.RECEIVED:
            _triage(telling, report, case, now)
        elif case.state in WAITING and case.released_on is not None and day > case.released_on:
            _work(report, case, day, now)
        elif case.state == CaseState.ANSWERED and case.answered_on is not None and day > case.answered_on:
            _afterwards(report, case, now)


def _send(telling: Telling, report: Report, at: datetime) -> UUID:
    text = MATTERS[report.matter].written
    if report.fate is Fate.REFUSED:
        text = JUNK[report.number % len(JUNK)]
    elif report.fate is Fate.HANDED:
        text = SENT_AWAY
    contact = Contact("Người gửi minh họa", "0900 000 000") if report.has_contact else Contact()
    receipt = submit_case(
        form_id=name_id("phan-anh", str(report.number)),
        report=Written(text, agency_id=telling.offices[report.office], contact=contact),
        photos=_photos(report, local_day(at)),
        at=at,
    )
    case = case_of(receipt)
    assert case is not None
    return case.pk


def _photos(report: Report, day: date) -> list[IO[bytes]]:
    if not report.has_photo:
        return []
    drawn = draw_office(f"phan-anh:{report.number}", "", day)
    return [drawn if isinstance(drawn, BytesIO) else BytesIO(drawn)]


def _triage(telling: Telling, report: Report, case: FeedbackCase, at: datetime) -> None:
    holder, keys = telling.holders[case.vault_id]
    act = {"case": case, "seen_version": case.version, "actor": holder, "at": at}
    read_text(case=case, keys=keys, actor=holder, at=at)
    if report.fate is Fate.REFUSED:
        refuse_case(reason=RefusalReason.JUNK, **act)
    elif report.fate is Fate.HANDED:
        hand_over_case(body=BODIES[1][0], confirmed=CONFIRM, **act)
    else:
        matter = MATTERS[report.matter]
        make_ready(facts=ForTheAgency(matter.released, matter.kind), keys=keys, **act)


def _work(report: Report, case: FeedbackCase, day: date, at: datetime) -> None:
    head = heads_on([case.agency_id or 0], day).first()
    if head is None or report.fate in (Fate.READY, Fate.RELEASED, Fate.MERGED):
        return
    act = {"case": case, "seen_version": case.version, "actor": head, "at": at}
    if case.state == CaseState.RELEASED:
        assign_case(unit=_unit(case, day), **act)
    elif report.fate is Fate.EXTENDED and not case.extensions.exists():
        if case.due_on is not None and day <= case.due_on:
            extend_case(extension_id=name_id("gia-han", case.pk.hex), days=5, reason=WHY_LATER, **act)
    elif report.fate is Fate.SPLIT and not case.parts.exists():
        _split(case, day, at)
    elif report.fate in IS_ANSWERED:
        answer_case(reply_id=name_id("tra-loi", case.pk.hex), text=MATTERS[report.matter].answer, **act)


def _split(case: FeedbackCase, day: date, at: datetime) -> None:
    other = Agency.objects.filter(code__in=OTHERS).exclude(pk=case.agency_id).order_by("pk").first()
    actor = User.objects.get(username="noivu")
    # nobody parts a report about the office where they work, as those of a small province may
    if other is not None and oversees(actor, case, Role.HOME_AFFAIRS):
        split_case(
            part_id=name_id("tach", case.pk.hex),
            case=case,
            agency=other.pk,
            unit=None,
            text="Phần thuộc cơ quan phối hợp: hồ sơ chờ ý kiến nhiều ngày.",
            seen_version=case.version,
            actor=actor,
            at=at,
        )


def _unit(case: FeedbackCase, day: date) -> int:
    units = (
        AgencyVersion.objects.as_of(day).filter(rated_agency=case.agency_id).exclude(agency=case.agency_id)
    )
    return (
        units.order_by("name_sort", "agency").values_list("agency", flat=True).first() or case.agency_id or 0
    )


def _afterwards(report: Report, case: FeedbackCase, at: datetime) -> None:
    """The sender's word, the verdict, and the answer for everybody; each once."""
    if report.fate in (Fate.SOLVED, Fate.UNSOLVED, Fate.PUBLISHED) and case.is_solved is None:
        solved = report.fate is not Fate.UNSOLVED
        say_how_it_ended(case=case, is_solved=solved, satisfaction=4 if solved else 2)
        if not solved:
            add_message(case=case, message_id=name_id("them", case.pk.hex), text=MORE_WORDS, at=at)
    elif report.fate in VERDICTS and not case.verdict:
        _judge(report, case, at)
    elif report.fate is Fate.PUBLISHED and case.published_on is None:
        matter = MATTERS[report.matter]
        publish_answer(
            case=case,
            question=matter.released,
            text=matter.answer,
            is_sure=True,
            seen_version=case.version,
            actor=User.objects.get(username="noivu"),
            at=at,
        )


def _judge(report: Report, case: FeedbackCase, at: datetime) -> None:
    known = [code for code, _words in criteria_of(case.agency_id or 0, local_day(at))]
    wanted = [code for code in MATTERS[report.matter].criteria if code in known]
    verdict = VERDICTS[report.fate] if wanted or not known else Verdict.UNCLEAR
    judge_case(
        case=case,
        verdict=verdict,
        criterion=wanted[0] if wanted else "",
        reason=HOW_CHECKED,
        seen_version=case.version,
        actor=User.objects.get(username="kiemtra"),
        at=at,
    )


def _merge(telling: Telling, listed: Iterable[Report], day: date, today: date, at: datetime) -> None:
    """On the last day the duplicate joins another waiting report of the same office."""
    if day != today:
        return
    waiting = FeedbackCase.objects.filter(
        state__in=WAITING, agency=telling.offices.get(SHOWN_AGENCY), split_from=None
    )
    for report in listed:
        if report.fate is Fate.MERGED and report.number in telling.cases:
            case = telling.case(report)
            main = waiting.exclude(pk=case.pk).order_by("due_on", "pk").first()
            head = heads_on([case.agency_id or 0], day).first()
            if main is not None and head is not None and case.state in WAITING:
                merge_case(case=case, main=main, seen_version=case.version, actor=head, at=at)
