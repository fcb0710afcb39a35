"""The draws as every signed-in person reads them: promised, made, redone with the published seed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import StaffMember
from agencies.views.parameters import page_of
from core import clock
from core.access import may, require
from core.cells import Column, Row
from core.dates import format_day, format_moment
from core.errors import Refused
from core.numbers import format_integer, format_percent
from core.small_counts import Tally
from evaluations.actions.evidence import commit_draw, draw_people, may_be_drawn
from evaluations.forms.evidence import CommitForm
from evaluations.gather.evidence.sampled import shares
from evaluations.models import EvidenceDraw, Period
from evaluations.rules.calibration.proof import digests, size_of, standing
from evaluations.rules.rounding import quotient

TITLE = "Mẫu minh chứng"
COLUMNS: list[Column] = [
    {"label": "Tháng"},
    {"label": "Tỷ lệ", "num": True},
    {"label": "Cam kết lúc"},
    {"label": "Rút lúc"},
    {"label": "Số người", "num": True},
]
SHARES: list[Column] = [
    {"label": "Cơ quan"},
    {"label": "Trong mẫu", "num": True},
    {"label": "Đã có minh chứng", "num": True},
    {"label": "Tỷ lệ", "num": True},
]


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_list(request: HttpRequest) -> HttpResponse:
    """Every month's draw, newest first; Home Affairs promises another month's here."""
    user: Any = request.user
    today = clock.today()
    open_months = Period.objects.months().open().filter(ends_on__gt=today).newest_first()
    form, status = None, 200
    if request.method == "POST":
        require(user, "evidence_draw.make")
        # all open months, so that the same form sent twice gives the first answer
        form, status = CommitForm(request.POST, months=open_months), 422
        if form.is_valid():
            try:
                made = commit_draw(**form.cleaned_data, actor=user, at=clock.now())
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                messages.success(request, f"Đã công bố mã cam kết của {made.period.label.lower()}.")
                return redirect("evidence_detail", pk=made.pk)
    elif may(user, "evidence_draw.make"):
        left = open_months.filter(evidence_draw__isnull=True)
        form = CommitForm(months=left) if left else None
    draws = EvidenceDraw.objects.defer("codes").select_related("period").order_by("-period__starts_on")
    page = page_of(request, draws, 24)
    context = {"form": form, "page": page, "columns": COLUMNS, "rows": [_row(one) for one in page]}
    return render(request, "evidence/list.html", context, status=status)


def _row(made: EvidenceDraw) -> Row:
    drawn = format_integer(size_of(made.candidates, made.percent)) if made.drawn_at else "—"
    return [
        {
            "text": made.period.label,
            "url": reverse("evidence_detail", args=[made.pk]),
            "header": True,
        },
        {"text": f"{made.percent}%", "num": True},
        {"text": format_moment(made.committed_at)},
        {"text": format_moment(made.drawn_at) if made.drawn_at else "Chưa rút"},
        {"text": drawn, "num": True},
    ]


def found_draw(pk: int) -> EvidenceDraw:
    """A month's draw, which every signed-in person may read; 404 for a month without one."""
    draws = EvidenceDraw.objects.select_related("period", "committed_by")
    return get_object_or_404(draws, pk=pk)


@require_safe
def evidence_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was promised, what was drawn, where the reader stands; shares for the province."""
    user: Any = request.user
    made = found_draw(pk)
    reads_shares = made.drawn_at is not None and bool(may(user, "evidence_draw.shares"))
    context = {
        "made": made,
        "trail": [(TITLE, reverse("evidence_list")), (made.period.label, "")],
        "facts": _facts(made),
        "own": _own(user, made),
        "is_due": may_be_drawn(made, clock.today()) and bool(may(user, "evidence_draw.make")),
        "draws_from": made.period.ends_on,
        "reads_people": made.drawn_at is not None and bool(may(user, "evidence_draw.people")),
        "reads_shares": reads_shares,
        "columns": SHARES,
        "rows": [_share(one) for one in shares(made)] if reads_shares else [],
    }
    return render(request, "evidence/detail.html", context)


def _facts(made: EvidenceDraw) -> list[tuple[str, str]]:
    size = size_of(made.candidates, made.percent)
    drawn = f"{format_integer(size)} trong {format_integer(made.candidates)} người phải nộp phiếu"
    lines = [
        ("Tỷ lệ rút", f"{made.percent}%, làm tròn lên"),
        ("Cam kết", f"{format_moment(made.committed_at)}, {made.committed_by.display_name}"),
        ("Rút", format_moment(made.drawn_at) if made.drawn_at else "Sau ngày cuối của tháng"),
    ]
    return [*lines, ("Kết quả", drawn)] if made.drawn_at else lines


def _own(user: Any, made: EvidenceDraw) -> dict[str, str]:
    """Where the reader's own code stands, redone from the seed before their eyes."""
    if made.drawn_at is None or user.staff_id is None:
        return {}
    code = StaffMember.objects.filter(pk=user.staff_id).values_list("code", flat=True).get()
    found = standing(made.seed, made.codes.split("\n"), size_of(made.candidates, made.percent), code)
    if found is None:
        return {
            "kind": "info",
            "words": f"Mã {code} của bạn không dự rút: bạn không phải nộp phiếu tháng này.",
        }
    where = f"đứng thứ {format_integer(found.place)} trên {format_integer(made.candidates)}"
    due = format_day(made.period.self_due_on)
    words = (
        f"Bạn trong mẫu: mã {code} {where}. Hãy đính kèm minh chứng vào phiếu, hoặc ghi vì sao không có, "
        f"trước hết ngày {due}."
        if found.is_drawn
        else f"Bạn không trong mẫu: mã {code} {where}."
    )
    return {"kind": "warn" if found.is_drawn else "ok", "words": words, "digest": found.digest}


def _share(one: Tally) -> Row:
    return [
        {"text": one.label, "header": True},
        {"text": format_integer(one.n), "num": True, "value": one.n},
        {"text": format_integer(one.k), "num": True, "value": one.k},
        {"text": format_percent(quotient(one.k, one.n)), "num": True},
    ]


@require_http_methods(["POST"])
def evidence_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the promised draw now; it is made once."""
    user: Any = request.user
    made = found_draw(pk)
    require(user, "evidence_draw.make")
    drawn = draw_people(made=made, actor=user, at=clock.now())
    size = format_integer(size_of(drawn.candidates, drawn.percent))
    messages.success(request, f"Đã rút {size} người và công bố hạt giống.")
    return redirect("evidence_detail", pk=pk)


@require_safe
def evidence_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The draw as JSON, for docs/redo_evidence_draw.py or any program of the reader's own."""
    made = found_draw(pk)
    if made.drawn_at is None:
        raise Http404("Mẫu của tháng này chưa rút.")
    kept = {
        "month": made.period.label,
        "percent": made.percent,
        "commitment": made.commitment,
        "committed_at": made.committed_at.isoformat(),
        "seed": made.seed,
        "drawn_at": made.drawn_at.isoformat(),
        "candidates": made.candidates,
        "candidates_sha256": made.candidates_sha256,
        "size": size_of(made.candidates, made.percent),
        "digests": digests(made.seed, made.codes.split("\n")),
    }
    response = JsonResponse(kept, json_dumps_params={"ensure_ascii": False, "indent": 0})
    name = f"mau-minh-chung-{made.period.starts_on:%Y-%m}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
