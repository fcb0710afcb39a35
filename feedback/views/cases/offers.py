"""Which acts the desk offers on a case: what the table, the reader's rights and the rules allow now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from agencies.enums import Role
from agencies.views.parameters import number_of
from core.access import may
from core.dates import format_day
from core.text import excerpt
from feedback.access.cases import heads, oversees
from feedback.criteria import criteria_of
from feedback.forms.cases import (
    AnswerForm,
    AssignForm,
    CaseForm,
    ExtendForm,
    JudgeForm,
    MergeForm,
    PublicForm,
    ReasonForm,
    ReopenForm,
    SplitForm,
)
from feedback.gather.cases.desk import main_candidates, rated_choices
from feedback.gather.units import units_of
from feedback.models import FeedbackCase, Reply, ReplyTemplate
from feedback.rules.cases import CASES
from feedback.rules.extensions import why_not_extend
from feedback.rules.redaction import warnings
from feedback.rules.reply_templates import filled


def offered(
    request: HttpRequest,
    case: FeedbackCase,
    replies: list[Reply],
    names: Mapping[int, Any],
    today: date,
    typed: Mapping[str, Form],
) -> dict[str, Any]:
    """The form of each act that the table and the reader's rights allow now, by name."""
    user: Any = request.user
    open_moves = {row.name for row in CASES.leaving(case.state) if may(user, row.permission, case)}
    acts: dict[str, Any] = {}
    for name, build in _FORMS.items():
        form = build(request, case, names, today) if name in open_moves else None
        if form is not None:
            acts[name] = typed.get(name) or form
    if {"answer", "supplement"} & open_moves:
        acts["templates"] = _templates(case)
    if "publish" in open_moves or (case.state == "answered" and may(user, "case.propose", case)):
        _public_acts(acts, case, replies, typed, may_publish="publish" in open_moves)
    # what was typed stays on the page although the case has moved on under it
    return {**acts, **typed}


def _public_acts(
    acts: dict[str, Any],
    case: FeedbackCase,
    replies: list[Reply],
    typed: Mapping[str, Form],
    *,
    may_publish: bool,
) -> None:
    """The form of the public words: Home Affairs publishes, the agency proposes; what is out comes back."""
    if case.published_on is not None:
        if may_publish:
            acts["unpublish"] = typed.get("unpublish") or CaseForm()
        return
    newest = replies[-1] if replies else None
    if newest is None:
        return
    worded = next((reply for reply in reversed(replies) if reply.public_text), newest)
    first = {"question": worded.public_question, "text": worded.public_text or newest.text}
    name = "publish" if may_publish else "propose"
    acts[name] = typed.get(name) or PublicForm(initial=first)
    acts["proposed"] = bool(worded.public_text)
    acts["public_warnings"] = warnings(f"{first['question']}\n{first['text']}")


def _templates(case: FeedbackCase) -> list[ReplyTemplate]:
    return list(ReplyTemplate.objects.usable_for(case.agency_id).order_by("agency", "name", "pk"))


def _answer(request: HttpRequest, case: FeedbackCase, names: Mapping[int, Any], today: date) -> Form:
    first = {"text": _begun(request, case, names, today)}
    return AnswerForm(initial=first, is_shared=case.duplicates.exists())


def _begun(request: HttpRequest, case: FeedbackCase, names: Mapping[int, Any], today: date) -> str:
    """The template asked for ("mau"), filled in; empty without one."""
    asked = number_of(request, "mau")
    usable = ReplyTemplate.objects.usable_for(case.agency_id)
    template = usable.filter(pk=asked).first() if asked else None
    if template is None:
        return ""
    return filled(
        template.text,
        {
            "ma": case.short,
            "co_quan": names[case.agency_id].name if case.agency_id in names else "",
            "bo_phan": names[case.unit_id].name if case.unit_id in names else "",
            "ngay_chuyen": format_day(case.released_on),
            "han": format_day(case.due_on),
            "hom_nay": format_day(today),
        },
    )


def assign_form(case: FeedbackCase, today: date, data: Any = None) -> AssignForm:
    """The units of the agency."""
    units = units_of(case.agency_id, today) if case.agency_id else []
    return AssignForm(data, units=units, initial={"unit": case.unit_id})


def merge_form(user: Any, case: FeedbackCase, today: date, data: Any = None) -> MergeForm:
    """The cases of the same agency."""
    mains = [
        (str(one.pk), f"{one.short} · {format_day(one.released_on)} · {excerpt(one.released_text, 60)}")
        for one in main_candidates(user, case, today)
    ]
    return MergeForm(data, mains=mains)


def split_form(user: Any, case: FeedbackCase, today: date, data: Any = None) -> SplitForm:
    """The agency's own units for its head; every agency for Home Affairs."""
    wide = oversees(user, case, Role.HOME_AFFAIRS)
    units = units_of(case.agency_id, today) if case.agency_id else []
    return SplitForm(data, agencies=rated_choices(today) if wide else [], units=units)


def judge_form(case: FeedbackCase, today: date, data: Any = None) -> JudgeForm:
    """The criteria by which cases of the agency count."""
    criteria = criteria_of(case.agency_id, today) if case.agency_id else []
    labels = [(code, f"{code} · {statement}") for code, statement in criteria]
    first = {"verdict": case.verdict, "criterion": case.criterion, "reason": case.verdict_reason}
    return JudgeForm(data, criteria=labels, may_withdraw=bool(case.verdict), initial=first)


def _extend(request: HttpRequest, case: FeedbackCase, _names: Any, today: date) -> Form | None:
    why = why_not_extend(
        given=case.extensions.count(),
        due_on=case.due_on,
        on=today,
        home_affairs=not heads(request.user, case),  # type: ignore[arg-type]
    )
    return None if why else ExtendForm(initial={"days": 3})


def _escalate(request: HttpRequest, case: FeedbackCase, _names: Any, _today: date) -> Form | None:
    return None if case.moves.filter(move="escalate").exists() else ReasonForm()


_FORMS = {
    "assign": lambda request, case, names, today: assign_form(case, today),
    "answer": _answer,
    "supplement": _answer,
    "extend": _extend,
    "escalate": _escalate,
    "merge": lambda request, case, names, today: merge_form(request.user, case, today),
    "separate": lambda request, case, names, today: CaseForm(),
    "split": lambda request, case, names, today: (
        None if case.split_from_id else split_form(request.user, case, today)
    ),
    "verify": lambda request, case, names, today: judge_form(case, today),
    "reopen": lambda request, case, names, today: ReopenForm(initial={"days": 5}),
}
