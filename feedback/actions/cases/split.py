"""A report about several offices: each gets a part with its own text; the sender reads every answer."""

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.enums import Role
from agencies.gather.heads import heads_on
from agencies.models import AgencyVersion, User
from core import clock
from core.replay import create_once, replayed
from feedback.access.cases import oversees
from feedback.actions.cases.arrived import tell_arrived
from feedback.actions.cases.assign import refuse_foreign_unit
from feedback.actions.cases.moving import MOST_TEXT, locked, move, note_act, required
from feedback.actions.cases.refusals import CaseRefused
from feedback.enums import CaseKind, CaseState
from feedback.gather.case_terms import case_terms
from feedback.models import FeedbackCase
from feedback.rules.case_terms import answer_due

SAME = ("split_from_id", "agency_id", "unit_id", "released_text")


def split_case(
    *,
    part_id: UUID,
    case: FeedbackCase,
    agency: int,
    unit: int | None,
    text: str,
    seen_version: int,
    actor: User,
    at: datetime,
) -> FeedbackCase:
    """Make a part of ``case`` for another office; what is left stays with ``case``, which is answered too.

    The part holds no sealed word and no receipt of its own: its digests are chance. Inside the agency it is
    due with the whole; another agency has at least its whole term from today, and its heads are told.
    The same form again gives the same part. Raises CaseRefused (also for who names another agency without
    being Home Affairs), StaleCase, core.transitions.TransitionRefused, core.errors.Conflict.
    """
    text = required("text", text, MOST_TEXT, "Hãy ghi phần nội dung giao cho nơi này.")
    content = {"split_from_id": case.pk, "agency_id": agency, "unit_id": unit, "released_text": text}
    existing = replayed(FeedbackCase, part_id, **content)
    if existing is not None:
        return existing
    with transaction.atomic():
        current = locked(case, seen_version)
        _refuse(current, agency, unit, actor, at)
        part, is_new = create_once(_part(part_id, current, content, at), *SAME)
        if not is_new:
            return part
        move(current, "split", actor=actor, at=at)
        note_act("case.split", current, actor=actor, at=at, after={"part": part.pk, "agency": agency})
        if agency != current.agency_id:
            _tell(part, at)
    return part


def _due(whole: FeedbackCase, agency: object, today: date) -> date | None:
    if agency == whole.agency_id or whole.due_on is None:
        return whole.due_on
    return max(whole.due_on, answer_due(today, case_terms()[whole.kind or CaseKind.OWN]))


def _tell(part: FeedbackCase, at: datetime) -> None:
    today = clock.local_day(at)
    if part.agency_id is not None:
        tell_arrived(heads_on([part.agency_id], today), part.agency_id, today=today, at=at)
    if part.unit_id is not None:
        tell_arrived(heads_on([part.unit_id], today, Role.UNIT_HEAD), part.unit_id, today=today, at=at)


def _part(part_id: UUID, whole: FeedbackCase, content: dict[str, object], at: datetime) -> FeedbackCase:
    return FeedbackCase(
        id=part_id,
        form_digest=secrets.token_hex(32),
        receipt_digest=secrets.token_hex(32),
        vault_id=whole.vault_id,
        channel=whole.channel,
        received_on=whole.received_on,
        kind=whole.kind,
        state=CaseState.RELEASED if content["unit_id"] is None else CaseState.ASSIGNED,
        released_on=clock.local_day(at),
        shuffle=secrets.randbelow(1_000_000),
        due_on=_due(whole, content["agency_id"], clock.local_day(at)),
        **content,
    )


def _refuse(whole: FeedbackCase, agency: int, unit: int | None, actor: User, at: datetime) -> None:
    if whole.split_from_id is not None:
        raise CaseRefused({"": "Phần đã tách không tách tiếp được; hãy tách từ phản ánh gốc."})
    if agency != whole.agency_id and not oversees(actor, whole, Role.HOME_AFFAIRS):
        raise CaseRefused({"agency": "Giao một phần cho cơ quan khác là việc của Sở Nội vụ."})
    today = clock.local_day(at)
    if not AgencyVersion.objects.as_of(today).rated().filter(agency=agency).exists():
        raise CaseRefused({"agency": "Hãy chọn một cơ quan đang hoạt động."})
    if unit is not None:
        refuse_foreign_unit(agency, unit, at)
    elif agency == whole.agency_id:
        raise CaseRefused({"unit": "Tách trong cùng cơ quan thì cần chọn phòng, bộ phận."})
