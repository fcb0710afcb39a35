"""What the desk does with a case: each act finds the case, asks the right, and calls one action."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from core.errors import Refused
from core.forms import form_uuid
from feedback.actions.cases.answer import answer_case
from feedback.actions.cases.assign import assign_case
from feedback.actions.cases.escalate import escalate_case
from feedback.actions.cases.extend import extend_case
from feedback.actions.cases.judge import judge_case
from feedback.actions.cases.merge import merge_case, separate_case
from feedback.actions.cases.publish import propose_public, publish_answer, unpublish_answer
from feedback.actions.cases.reopen import reopen_case
from feedback.actions.cases.split import split_case
from feedback.forms.cases import AnswerForm, CaseForm, ExtendForm, PublicForm, ReasonForm, ReopenForm
from feedback.gather.cases.desk import main_candidates
from feedback.models import FeedbackCase
from feedback.views.cases.detail import detail_page
from feedback.views.cases.frame import visible_case
from feedback.views.cases.offers import assign_form, judge_form, merge_form, split_form
from feedback.views.telling import tell

Do = Callable[[dict[str, Any]], Any]


def _act(request: HttpRequest, case: FeedbackCase, name: str, form: Form, do: Do, said: str) -> HttpResponse:
    """Bind, act, and show the case; a refusal stands beside what was typed, on the case as it is now."""
    if not form.is_valid():
        return detail_page(request, case, status=422, **{name: form})
    try:
        do(form.cleaned_data)
    except Refused as refusal:
        tell(form, refusal)
        # somebody may have moved it on meanwhile, out of the reader's sight even
        return detail_page(request, visible_case(request, case.pk), status=refusal.status, **{name: form})
    messages.success(request, said)
    return redirect("case_detail", pk=case.pk)


def _opened(request: HttpRequest, pk: UUID, permission: str) -> tuple[FeedbackCase, dict[str, Any]]:
    """The case that the person may see and do this with; and who acts when."""
    case = visible_case(request, pk)
    require(request.user, permission, case)
    at: datetime = clock.now()
    return case, {"case": case, "actor": request.user, "at": at}


@require_POST
def case_assign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the case to a unit."""
    case, given = _opened(request, pk, "case.assign")
    form = assign_form(case, clock.today(), request.POST)
    said = "Đã giao. Trưởng bộ phận được báo và xem được phản ánh này."
    return _act(request, case, "assign", form, lambda words: assign_case(**given, **words), said)


@require_POST
def case_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer the sender, or add to the answer."""
    case, given = _opened(request, pk, "case.answer")

    def act(words: dict[str, Any]) -> None:
        answer_case(reply_id=form_uuid(request.POST), **given, **words)

    said = "Đã trả lời. Người gửi đọc được bằng mã biên nhận."
    name = "supplement" if case.state == "answered" else "answer"
    form = AnswerForm(request.POST, is_shared=case.duplicates.exists())
    return _act(request, case, name, form, act, said)


@require_POST
def case_extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set a later due day."""
    case, given = _opened(request, pk, "case.extend")

    def act(words: dict[str, Any]) -> None:
        extend_case(extension_id=form_uuid(request.POST), **given, **words)

    said = "Đã gia hạn. Người gửi đọc được hạn mới và lý do."
    return _act(request, case, "extend", ExtendForm(request.POST), act, said)


@require_POST
def case_escalate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask Home Affairs for help."""
    case, given = _opened(request, pk, "case.escalate")
    form = ReasonForm(request.POST)
    said = "Đã báo Sở Nội vụ."
    return _act(request, case, "escalate", form, lambda words: escalate_case(**given, **words), said)


@require_POST
def case_merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the case a duplicate of another one."""
    case, given = _opened(request, pk, "case.merge")
    user: Any = request.user
    today = clock.today()

    def act(words: dict[str, Any]) -> None:
        candidates = {str(one.pk): one for one in main_candidates(user, case, today)}
        merge_case(main=candidates[words["main"]], seen_version=words["seen_version"], **given)

    form = merge_form(user, case, today, request.POST)
    said = "Đã gộp. Người gửi sẽ đọc câu trả lời của phản ánh chính."
    return _act(request, case, "merge", form, act, said)


@require_POST
def case_separate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a duplicate stand by itself again."""
    case, given = _opened(request, pk, "case.merge")
    form = CaseForm(request.POST)
    said = "Đã tách. Phản ánh này lại chờ trả lời riêng."
    return _act(request, case, "separate", form, lambda words: separate_case(**given, **words), said)


@require_POST
def case_split(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a part of the case to another office."""
    case, given = _opened(request, pk, "case.split")

    def act(words: dict[str, Any]) -> None:
        agency = words.pop("agency", None) or case.agency_id
        split_case(part_id=form_uuid(request.POST), agency=agency, **given, **words)

    form = split_form(request.user, case, clock.today(), request.POST)
    said = "Đã tách một phần. Người gửi sẽ đọc trả lời của từng nơi."
    return _act(request, case, "split", form, act, said)


@require_POST
def case_judge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say whether the report is right."""
    case, given = _opened(request, pk, "case.verify")
    form = judge_form(case, clock.today(), request.POST)
    said = "Đã ghi kết luận. Điểm của tháng đang được tính lại."
    return _act(request, case, "verify", form, lambda words: judge_case(**given, **words), said)


@require_POST
def case_propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Word the answer for everybody and ask Home Affairs to read it."""
    case, given = _opened(request, pk, "case.propose")
    form = PublicForm(request.POST)
    said = "Đã gửi Sở Nội vụ đọc và duyệt công khai."
    return _act(request, case, "propose", form, lambda words: propose_public(**given, **words), said)


@require_POST
def case_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let everybody read the answer."""
    case, given = _opened(request, pk, "case.publish")
    form = PublicForm(request.POST)
    said = "Đã công khai câu trả lời."
    return _act(request, case, "publish", form, lambda words: publish_answer(**given, **words), said)


@require_POST
def case_unpublish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the answer off the public page."""
    case, given = _opened(request, pk, "case.publish")
    form = CaseForm(request.POST)
    said = "Đã thôi công khai câu trả lời."
    return _act(request, case, "unpublish", form, lambda words: unpublish_answer(**given, **words), said)


@require_POST
def case_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have the case answered again."""
    case, given = _opened(request, pk, "case.reopen")
    form = ReopenForm(request.POST)
    said = "Đã mở lại. Cơ quan cần trả lời tiếp trong hạn mới."
    return _act(request, case, "reopen", form, lambda words: reopen_case(**given, **words), said)
