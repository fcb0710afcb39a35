"""One case as the desk reads it, and what the reader may do with it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.names import last_names
from core import clock
from core.dates import format_day, format_moment
from core.forms import FIELD
from core.text import excerpt
from feedback.case_panels import panels_for
from feedback.models import FeedbackCase, Reply
from feedback.rules.case_ladder import due_words
from feedback.rules.cases import WAITING
from feedback.views.cases.frame import KINDS, VERDICT_KINDS, trail_to, visible_case
from feedback.views.cases.offers import offered

STEPS = {
    "release": ("info", "Chuyển cơ quan"),
    "assign": ("info", "Giao bộ phận"),
    "answer": ("ok", "Trả lời"),
    "supplement": ("ok", "Trả lời bổ sung"),
    "extend": ("warn", "Gia hạn"),
    "escalate": ("bad", "Báo Sở Nội vụ"),
    "merge": ("none", "Gộp vào phản ánh khác"),
    "separate": ("info", "Tách khỏi phản ánh đã gộp"),
    "split": ("info", "Tách một phần"),
    "verify": ("neutral", "Kết luận"),
    "publish": ("ok", "Công khai trả lời"),
    "unpublish": ("none", "Thôi công khai"),
    "reopen": ("warn", "Mở lại"),
    "hand_over": ("none", "Chuyển nơi có thẩm quyền"),
}
"""What the story of a case tells, by move; what the custodian does before the release is none of it."""


@require_safe
def case_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The released words, the answers, and the acts that are the reader's."""
    return detail_page(request, visible_case(request, pk))


def detail_page(
    request: HttpRequest, case: FeedbackCase, *, status: int = 200, **forms: Form
) -> HttpResponse:
    """The page; forms that were not accepted come back with what was typed."""
    user: Any = request.user
    today = clock.today()
    replies = list(case.replies.select_related("author").order_by("at", "pk"))
    names = _names(case)
    context = {
        "case": case,
        "trail": trail_to((f"Phản ánh {case.short}", "")),
        "state_kind": KINDS.get(case.state, "none"),
        "verdict_kind": VERDICT_KINDS.get(case.verdict, ""),
        "verdict_words": f"Kết luận: {case.get_verdict_display().lower()}" if case.verdict else "",
        "facts": _facts(case, names, today),
        "is_late": _is_late(case, today),
        "late_words": due_words(case.due_on, today),
        "messages_of": list(case.messages.released(today).order_by("released_on", "pk")),
        "photos": _photos(case),
        "replies": [_reply(reply) for reply in replies],
        "extensions": list(case.extensions.order_by("at", "pk")),
        "story": _story(case),
        "kin": _kin(user, case, today),
        "panels": panels_for(user, case, today),
        "form_id": request.POST.get(FIELD) or uuid4(),
        "acts": offered(request, case, replies, names, today, forms),
    }
    return render(request, "feedback/cases/detail.html", context, status=status)


def _names(case: FeedbackCase) -> dict[int, Any]:
    return last_names({pk for pk in (case.agency_id, case.unit_id) if pk})


def _is_late(case: FeedbackCase, today: date) -> bool:
    return case.state in WAITING and case.due_on is not None and case.due_on < today


def _facts(case: FeedbackCase, names: Mapping[int, Any], today: date) -> list[tuple[str, str]]:
    solved = {True: "Đã giải quyết", False: "Chưa giải quyết", None: ""}[case.told_solved]
    marks = f"{case.told_satisfaction}/5" if case.told_satisfaction else ""
    facts = [
        ("Cơ quan", names[case.agency_id].name if case.agency_id in names else ""),
        ("Bộ phận được giao", names[case.unit_id].name if case.unit_id in names else ""),
        ("Loại việc", case.get_kind_display()),
        ("Kênh", case.get_channel_display()),
        ("Ngày chuyển cơ quan", format_day(case.released_on)),
        ("Hạn trả lời", _due(case, today)),
        ("Ngày trả lời", format_day(case.answered_on) if case.answered_on else ""),
        ("Công khai từ", format_day(case.published_on) if case.published_on else ""),
        ("Người gửi cho biết", solved),
        ("Người gửi chấm cách trả lời", marks),
    ]
    return [(label, words) for label, words in facts if words]


def _due(case: FeedbackCase, today: date) -> str:
    """The due day, and while the sender waits how far off it is."""
    words = due_words(case.due_on, today) if case.state in WAITING else ""
    return f"{format_day(case.due_on)} ({words})" if words else format_day(case.due_on)


def _photos(case: FeedbackCase) -> list[dict[str, str]]:
    kept = case.photos.order_by("pk").values_list("attachment_id", flat=True)
    return [
        {
            "url": reverse("case_photo", args=[photo]),
            "thumbnail": reverse("case_thumbnail", args=[photo]),
            "label": f"Ảnh {number} của người gửi",
        }
        for number, photo in enumerate(kept, start=1)
    ]


def _reply(reply: Reply) -> dict[str, str]:
    return {
        "text": reply.text,
        "shared_text": reply.shared_text,
        "who": reply.author.display_name,
        "when": format_moment(reply.at),
        "public_question": reply.public_question,
        "public_text": reply.public_text,
    }


def _story(case: FeedbackCase) -> list[dict[str, str]]:
    rows = case.moves.filter(move__in=STEPS).select_related("actor").order_by("day", "pk")
    return [
        {
            "when": format_day(row.day),
            "title": STEPS[row.move][1],
            "kind": STEPS[row.move][0],
            "who": row.actor.display_name if row.actor else "",
            "text": row.note,
        }
        for row in rows
    ]


def _kin(user: Any, case: FeedbackCase, today: date) -> list[tuple[str, list[dict[str, str]]]]:
    """Cases that belong with this one, of those that the reader may see; one query."""
    near = FeedbackCase.objects.visible_to(user, today)
    above = [pk for pk in (case.merged_into_id, case.split_from_id) if pk]
    related = near.filter(Q(merged_into=case) | Q(split_from=case) | Q(pk__in=above))
    found: dict[str, list[dict[str, str]]] = {}
    for row in related.order_by("released_on", "shuffle", "pk"):
        if row.pk == case.merged_into_id:
            label = "Phản ánh chính"
        elif row.pk == case.split_from_id:
            label = "Tách từ phản ánh"
        else:
            label = "Phản ánh trùng đã gộp vào đây" if row.merged_into_id else "Các phần đã tách"
        words = f"{row.short} · {row.get_state_display()} · {excerpt(row.released_text, 70)}"
        found.setdefault(label, []).append({"url": reverse("case_detail", args=[row.pk]), "words": words})
    return list(found.items())
