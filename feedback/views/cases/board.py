"""The overdue board: agencies that let citizens wait, the longest delay first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.views.parameters import words_of
from core import clock
from core.access import require
from core.dates import format_day
from core.http import page_or_part
from core.numbers import format_integer
from core.text import excerpt
from feedback.gather.cases.due import Late, overdue_by_agency
from feedback.rules.case_ladder import due_words
from feedback.views.cases.frame import trail_to

DELAYS = {"1": "Mọi mức", "6": "Trên 5 ngày", "11": "Trên 10 ngày", "31": "Trên 30 ngày"}
SHOWN = 20
"""Cases of one agency on the board; the others are a link away."""


@require_safe
def case_board(request: HttpRequest) -> HttpResponse:
    """What is overdue, by agency."""
    user: Any = request.user
    require(user, "case.board")
    today = clock.today()
    delay = request.GET.get("tre", "")
    delay = delay if delay in DELAYS else "1"
    words = words_of(request)
    lines = overdue_by_agency(user, today, at_least=int(delay), words=words)
    context = {
        "trail": trail_to(("Quá hạn", "")),
        "q": words,
        "delay": delay,
        "delays": list(DELAYS.items()),
        "lines": [_line(line, today) for line in lines],
        "total": format_integer(sum(len(line.cases) for line in lines)),
        "action": reverse("case_board"),
    }
    return page_or_part(request, "feedback/cases/board.html", "feedback/cases/_board.html", context)


def _line(line: Late, today: Any) -> dict[str, Any]:
    return {
        "agency": line.agency,
        "longest": format_integer(line.longest),
        "count": format_integer(len(line.cases)),
        "more": format_integer(len(line.cases) - SHOWN) if len(line.cases) > SHOWN else "",
        "all_url": f"{reverse('case_list')}?qua-han=1&co-quan={line.agency_id}",
        "rows": [
            {
                "url": reverse("case_detail", args=[case.pk]),
                "short": case.short,
                "words": excerpt(case.released_text, 90),
                "state": case.get_state_display(),
                "due": format_day(case.due_on),
                "late": due_words(case.due_on, today),
            }
            for case in line.cases[:SHOWN]
        ],
    }
