"""Objects of owing, leave and delegations."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agencies.actions.delegate import delegate
from agencies.actions.record_leave import record_leave
from agencies.enums import Role
from agencies.models import Delegation, Leave, Posting
from agencies.rules.leave import LeaveFacts
from core import clock
from evaluations.models import Period

if TYPE_CHECKING:
    from tests.access.world import World

FACTS = LeaveFacts("annual", date(2026, 11, 23), date(2026, 11, 25), "Đơn ngày 20/11/2026")


def in_a_month(world: "World") -> Period:
    """For lists: a month is open."""
    month: Period = world.object("month")
    return month


def board(world: "World") -> None:
    in_a_month(world)


def board_file(world: "World") -> dict[str, str]:
    in_a_month(world)
    return {"ending": "xlsx"}


def move(world: "World") -> dict[str, int]:
    """The colleague moved from department A to the commune on 12 November."""
    period, staff = in_a_month(world), world.cast.colleague.staff
    staff.postings.update(ends_on=date(2026, 11, 12))
    Posting.objects.create(
        staff=staff,
        agency=world.cast.commune,
        title="Công chức",
        starts_on=date(2026, 11, 12),
        recorded_at=clock.now(),
    )
    return {"period_pk": period.pk, "agency_pk": world.cast.department.pk, "staff_pk": staff.pk}


def leave(world: "World") -> Leave:
    return record_leave(
        form_id=uuid4(),
        staff=world.cast.officer.staff,
        facts=FACTS,
        actor=world.cast.head,
        at=clock.now(),
    )


def leaves(world: "World") -> None:
    world.object("leave of the officer")


def delegation(world: "World") -> Delegation:
    """The head of department A lends the role to the head of unit U1 for ten days from tomorrow."""
    return delegate(
        form_id=uuid4(),
        role=Role.AGENCY_HEAD,
        agency=world.cast.department,
        receiver=world.cast.unit_head,
        starts_on=date(2026, 11, 21),
        ends_on=date(2026, 12, 1),
        reason="Đi công tác",
        actor=world.cast.head,
        at=clock.now(),
    )


def delegations(world: "World") -> None:
    world.object("delegation of the head")


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "owing board": board,
    "owing board file": board_file,
    "owing names": board,
    "owing names file": board_file,
    "owing reminders": board,
    "move of the colleague": move,
    "leave": leaves,
    "leave sheet": leaves,
    "leave of the officer": leave,
    "delegations": delegations,
    "delegation of the head": delegation,
}

FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "transfer_note": lambda world, _thing: {"form_uuid": uuid4(), "text": "Làm việc tốt."},
    "leave_record": lambda world, _thing: {
        "form_uuid": uuid4(),
        "kind": "annual",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-03",
    },
    "leave_withdraw": lambda world, _thing: {"reason": "Ghi nhầm người"},
}
