"""The nightly duty: heads are reminded of what waits, Home Affairs is told of what waits too long."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from agencies.gather.heads import heads_by_agency, home_affairs_on
from agencies.gather.names import last_names
from core import clock
from core.notifications import notify
from core.numbers import format_integer
from feedback.actions.cases.moving import move, note_act
from feedback.declarations import CASE_DUE, CASE_OVERDUE
from feedback.gather.cases.due import digests_on, to_escalate
from feedback.models import FeedbackCase
from feedback.rules.case_ladder import Digest


def remind_agencies(*, at: datetime) -> int:
    """One digest to each head whose cases reached a new rung; returns how many people are told anew.

    What is open and who heads an agency is read now; running it twice tells nobody twice.
    """
    today = clock.local_day(at)
    found = digests_on(today)
    heads, names = heads_by_agency(found, today), last_names(found)
    url = f"{reverse('case_list')}?tinh-trang=cho"
    with transaction.atomic():
        return sum(
            notify(
                CASE_DUE,
                recipients=heads.get(agency, ()),
                key=f"{CASE_DUE.name}:{agency}:{one.rung_on}",
                context={"agency": names[agency].name, "lines": lines(one)},
                url=url,
                at=at,
            )
            for agency, one in found.items()
        )


def lines(one: Digest) -> list[str]:
    """What the digest says, a line for each kind of case there is."""
    said = []
    if one.overdue:
        said.append(f"{format_integer(one.overdue)} phản ánh quá hạn, lâu nhất {one.longest} ngày")
    if one.today:
        said.append(f"{format_integer(one.today)} phản ánh đến hạn hôm nay")
    if one.coming:
        said.append(f"{format_integer(one.coming)} phản ánh đến hạn trong ngày làm việc tới")
    return said


def escalate_overdue(*, at: datetime) -> int:
    """Report cases that are too late, each once, and tell Home Affairs in one digest; returns how many."""
    today = clock.local_day(at)
    with transaction.atomic():
        waiting = FeedbackCase.objects.filter(pk__in=to_escalate(today)).select_for_update(of=("self",))
        late = list(waiting.order_by("pk"))
        if not late:
            return 0
        for current in late:
            move(current, "escalate", actor=None, at=at)
            note_act("case.escalated", current, actor=None, at=at)
        notify(
            CASE_OVERDUE,
            recipients=home_affairs_on(today),
            key=f"{CASE_OVERDUE.name}:{today}",
            context={
                "count": format_integer(len(late)),
                "agencies": format_integer(len({one.agency_id for one in late})),
            },
            url=reverse("case_board"),
            at=at,
        )
    return len(late)
