"""Put frozen figures right, see everything that would move, and send the request."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.corrections import ask_correction
from evaluations.actions.corrections.refusals import BaseMoved, CorrectionRefused
from evaluations.actions.corrections.writing import check_lines
from evaluations.enums import CorrectionCause
from evaluations.forms.corrections import AskForm
from evaluations.gather.corrections.overturned import case_of, line_without
from evaluations.gather.corrections.previews import Base, tried
from evaluations.models import Period
from evaluations.rules.corrections.lines import Line
from evaluations.views.corrections.figures import hidden_words, moves_table
from evaluations.views.corrections.frame import agency_or_404, base_or_404, seen_agencies, trail
from evaluations.views.corrections.lines import SOURCES, names_of, said_words, statements
from feedback.models import FeedbackCase

SENT = "Đã gửi đề nghị. Một người khác của Sở Nội vụ sẽ quyết định; đến lúc đó kết quả đã chốt giữ nguyên."
LOOK_AGAIN = "Số liệu vừa đổi sau lần xem trước. Hãy xem lại các số thay đổi rồi bấm gửi."
NO_MOVE = "Với số liệu này không điểm nào thay đổi."


@require_http_methods(["GET", "HEAD", "POST"])
def correction_ask(request: HttpRequest, period: int, agency: int) -> HttpResponse:
    """The lines ticked before ("dong"); "xem" shows what would move, "gui" sends what was seen."""
    user: Any = request.user
    of = get_object_or_404(Period, pk=period)
    base = base_or_404(of)
    agency_or_404(user, of, agency, base)
    require(user, "correction.ask", (of, agency))
    chosen = _chosen(request.POST if request.method == "POST" else request.GET, base, agency)
    if not chosen:
        return redirect("correction_pick", period=period, agency=agency)
    case = _case(request, of, base, agency, chosen)
    form = AskForm(request.POST or None, chosen=chosen, initial=_words(case))
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _send(request, of, base, agency, form, case)
            except Refused as refusal:
                status = refusal.status
                _tell(form, refusal)
            except _Look as look:
                status, context = 200, _moves(user, of, base, look)
    context |= _frame(request, of, base, agency, form) | {"case": case}
    return render(request, "corrections/ask.html", context, status=status)


class _Look(Exception):
    """The lines are in order and their outcome is to be looked at before they are sent."""

    def __init__(self, lines: Sequence[Line], notice: str) -> None:
        self.lines, self.notice = lines, notice


def _send(
    request: HttpRequest, period: Period, base: Base, agency: int, form: AskForm, case: FeedbackCase | None
) -> HttpResponse:
    user: Any = request.user
    lines, given = form.lines(agency), form.cleaned_data
    form_id = form_uuid(request.POST)
    if request.POST.get("buoc") != "gui":
        check_lines(base, lines)
        raise _Look(lines, "")
    if request.POST.get("da_xem") != seen_mark(base, lines):
        check_lines(base, lines)
        raise _Look(lines, LOOK_AGAIN)
    correction = ask_correction(
        form_id=form_id,
        period=period,
        seen_base=base.snapshot.pk,
        cause=given["cause"],
        reason=given["reason"],
        lines=lines,
        actor=user,
        at=clock.now(),
        origin=f"feedback.case:{case.pk}" if case and _takes_back(base, period, case, lines) else "",
    )
    messages.success(request, SENT)
    return redirect("correction_detail", pk=correction.pk)


def _case(
    request: HttpRequest, period: Period, base: Base, agency: int, chosen: list[dict[str, Any]]
) -> FeedbackCase | None:
    """The case that the request names as wrong ("phan_anh"); its line is filled in without it."""
    user: Any = request.user
    named = (request.POST if request.method == "POST" else request.GET).get("phan_anh", "")
    case = case_of(user, named, agency, clock.today()) if named else None
    line = line_without(base, period, case) if case else None
    for one in chosen:
        if line is not None and (one["code"], one["source"]) == (line.code, line.source):
            one["after"] = line.after
    return case


def _takes_back(base: Base, period: Period, case: FeedbackCase, lines: Sequence[Line]) -> bool:
    """Whether just the line that takes the case's verdict back is among those sent."""
    line = line_without(base, period, case)
    sent = {(one.code, one.source, one.after) for one in lines}
    return line is not None and (line.code, line.source, line.after) in sent


def _words(case: FeedbackCase | None) -> dict[str, str]:
    if case is None:
        return {}
    return {"cause": CorrectionCause.LATE_CASE, "reason": f"Phản ánh {case.short}: kết luận bị bác. Căn cứ: "}


def _tell(form: AskForm, refusal: Refused) -> None:
    """A refusal beside the line that it is about."""
    errors = refusal.errors if isinstance(refusal, CorrectionRefused) else {}
    for place, words in errors.items():
        form.add_error(f"k_{place}", words)
    if not errors:
        form.add_error(None, BaseMoved().message if isinstance(refusal, BaseMoved) else refusal.message)


def _moves(user: Any, period: Period, base: Base, look: _Look) -> dict[str, Any]:
    moves = tried(base, look.lines, adding=False).moves
    seen = seen_agencies(user, period)
    names = {pk: one.name for pk, one in base.by_id.items()}
    return {
        "previewed": True,
        "moves": moves_table(moves, names, {line.agency for line in look.lines}, seen),
        "hidden": hidden_words(moves, seen),
        "notice": look.notice if moves["agencies"] else NO_MOVE,
        "seen": seen_mark(base, look.lines) if moves["agencies"] else "",
    }


def seen_mark(base: Base, lines: Sequence[Line]) -> str:
    """What was looked at: other lines or another revision give another mark."""
    return hashlib.sha256(
        repr((base.snapshot.digest, sorted(line[:5] for line in lines))).encode()
    ).hexdigest()


def _chosen(data: QueryDict, base: Base, agency: int) -> list[dict[str, Any]]:
    """The lines named that the month has, each with its words and what stands frozen."""
    rules = {rule.code: rule for rule in base.rules_of(agency).criteria}
    said, told = base.said(agency), statements(base, agency)
    found = []
    for value in dict.fromkeys(data.getlist("dong")):
        code, _, source = value.partition("|")
        rule = rules.get(code)
        if rule is not None and rule.weights.get(source):
            standing = said.get((code, source))
            found.append(
                {
                    "value": value,
                    "code": code,
                    "source": source,
                    "title": f"{code}. {told[code]}",
                    "source_name": SOURCES[source],
                    "said": said_words(rule, source, standing),
                    "before": standing,
                    "names": names_of(rule, source),
                }
            )
    return found


def _frame(request: HttpRequest, period: Period, base: Base, agency: int, form: AskForm) -> dict[str, Any]:
    again = QueryDict(mutable=True)
    again.setlist("dong", [one["value"] for one in form.chosen])
    pick = reverse("correction_pick", args=[period.pk, agency])
    return {
        "period": period,
        "agency": base.by_id[agency],
        "revision": base.snapshot.revision,
        "form": form,
        "form_id": request.POST.get("form_uuid", ""),
        "pick_url": f"{pick}?{again.urlencode()}",
        "trail": trail("Đề nghị điều chỉnh", ("Chọn số liệu", pick)),
    }
