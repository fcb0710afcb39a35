"""Take an inspection through its procedure by the real acts, for tests that begin further on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse

from agencies.models import User
from evaluations.actions.documents.minutes import Closing, issue_minutes
from evaluations.actions.follow_up.explain import agree_to_all
from evaluations.actions.follow_up.report import report_inspection
from evaluations.actions.inspections import check_in, conclude_inspection
from evaluations.enums import InspectionState
from evaluations.models import Explanation, Inspection
from evaluations.rules.documents.facts import Finish, Person, Signed
from evaluations.rules.follow_up.remedy import Wanted
from evaluations.rules.follow_up.wording import Words

WORDS = Words("Chấp hành giờ làm việc.", "Chưa đủ biển tên.", "Tập thể lãnh đạo cơ quan.")
STATES = (
    InspectionState.DRAFT,
    InspectionState.ON_SITE,
    InspectionState.MINUTED,
    InspectionState.REPORTED,
    InspectionState.CONCLUDED,
)


def walk_to(
    inspection: Inspection,
    state: str,
    *,
    leader: User,
    head: User,
    at: datetime,
    wanted: Sequence[Wanted] = (),
    words: Words = WORDS,
) -> Inspection:
    """The inspection in ``state``, by every act that lies before it, all at the moment ``at``.

    The minutes are signed with a pen, the head agrees to all that was not explained, the conclusion has the
    ``wanted`` recommendations. Something must have been recorded before the minutes.
    """
    current = Inspection.objects.get(pk=inspection.pk)
    while STATES.index(InspectionState(current.state)) < STATES.index(InspectionState(state)):
        _step(current, leader=leader, head=head, at=at, wanted=wanted, words=words)
        current = Inspection.objects.get(pk=inspection.pk)
    return current


def _step(
    current: Inspection, *, leader: User, head: User, at: datetime, wanted: Sequence[Wanted], words: Words
) -> None:
    match current.state:
        case InspectionState.DRAFT:
            check_in(inspection=current, visited_on=current.visited_on, actor=leader, at=at)
        case InspectionState.ON_SITE:
            issue_minutes(
                inspection=current,
                seen_version=current.version,
                closing=signed_with_a_pen(leader, head, at),
                actor=leader,
                at=at,
            )
        case InspectionState.MINUTED:
            _agree(current, head, at)
            _report(current, leader, at)
        case InspectionState.REPORTED:
            conclude_inspection(
                inspection=current,
                words=words,
                wanted=wanted,
                signer="Lê Thị Nội",
                signer_post="Giám đốc",
                seen_version=current.version,
                actor=leader,
                at=at,
            )


def signed_with_a_pen(leader: User, head: User, at: datetime) -> Closing:
    """Both sides signed on paper after the minutes were read back."""
    return Closing(
        finish=Finish(ended_at=at + timedelta(minutes=30), place="Trụ sở", read_back=True),
        person=Person(head.display_name, "Giám đốc"),
        signatures=(
            Signed("team", leader.display_name, "Trưởng đoàn", "paper", at),
            Signed("agency", head.display_name, "Giám đốc", "paper", at),
        ),
    )


def _agree(current: Inspection, head: User, at: datetime) -> None:
    whole = Explanation.objects.filter(inspection=current, criterion__isnull=True)
    if not whole.exists():
        agree_to_all(inspection=current, form_id=uuid4(), actor=head, at=at)


def _report(current: Inspection, leader: User, at: datetime) -> None:
    report_inspection(
        inspection=current,
        assessment="Cơ quan chấp hành tốt.",
        proposals="",
        signer=leader.display_name,
        signer_post="Trưởng đoàn",
        seen_version=Inspection.objects.get(pk=current.pk).version,
        actor=leader,
        at=at,
    )


def address(name: str, *args: Any) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args)
