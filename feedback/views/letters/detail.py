"""One letter as a paper, with what may be done with it; its files as they were issued."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import may, require
from core.documents.files import saved
from core.documents.flow import from_json, to_json
from core.documents.paper import write_paper
from core.documents.paper_screen import paper_screen
from core.errors import Refused
from feedback.actions.letters.draft import void_letter
from feedback.actions.letters.issue import issue_letter
from feedback.actions.letters.send import hand_letter, mail_letter
from feedback.enums import LetterKind, LetterState
from feedback.forms.letters import HandForm, IssueForm, SaidForm, SeenForm
from feedback.gather.letters.facts import letter_facts
from feedback.gather.letters.offices import Signer, signer_of
from feedback.models import Letter
from feedback.rules.letter_moves import LETTERS
from feedback.rules.letter_papers import digest_of, letter_paper
from feedback.rules.letters import last_lawful_day
from feedback.views.letters.frame import STATE_KINDS, agency_trail, version_of, visible_letter
from feedback.views.letters.writing import tell

ENDINGS = ("pdf", "docx")


@require_safe
def letter_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter as it is, or will be, printed."""
    return _page(request, visible_letter(request, pk))


@require_safe
def letter_file(request: HttpRequest, pk: UUID, ending: str) -> HttpResponse:
    """The letter as pdf or Word: the paper that was issued, or the draft as it would be."""
    if ending not in ENDINGS:
        raise Http404
    letter = visible_letter(request, pk)
    content = _content(letter)
    response = saved(write_paper(content, ending), from_json(content).file_stem, ending)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def letter_issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the letter its number; from then on nobody changes it."""
    letter = visible_letter(request, pk)
    require(request.user, "letter.issue", letter)

    def act(form: SaidForm) -> str:
        said = form.cleaned_data
        issued = issue_letter(
            letter=letter,
            signer=Signer(said["signer_name"], said["signer_capacity"]),
            seen_version=said["seen_version"],
            actor=_user(request),
            at=clock.now(),
        )
        return f"Đã ban hành số {issued.symbol}. Hãy gửi thư cho người nhận."

    return _acted(request, letter, "issue_form", IssueForm(request.POST), act)


@require_POST
def letter_send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send by e-mail, or note the day on which it was handed over."""
    letter = visible_letter(request, pk)
    require(request.user, "letter.send", letter)
    if request.POST.get("cach") == "thu-dien-tu":
        form: Any = SeenForm(request.POST)

        def mail(form: Any) -> str:
            mail_letter(
                letter=letter,
                seen_version=form.cleaned_data["seen_version"],
                actor=_user(request),
                at=clock.now(),
            )
            return "Thư đang được gửi. Vài phút nữa trang này sẽ ghi đã gửi."

        return _acted(request, letter, "mail_form", form, mail)

    def hand(form: SaidForm) -> str:
        said = form.cleaned_data
        hand_letter(
            letter=letter,
            sent_on=said["sent_on"],
            seen_version=said["seen_version"],
            actor=_user(request),
            at=clock.now(),
        )
        return "Đã ghi ngày gửi."

    return _acted(request, letter, "hand_form", HandForm(request.POST), hand)


@require_POST
def letter_void(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give up a draft."""
    letter = visible_letter(request, pk)
    require(request.user, "letter.draft", letter.agency_id)

    def act(form: Any) -> str:
        void_letter(
            letter=letter,
            seen_version=form.cleaned_data["seen_version"],
            actor=_user(request),
            at=clock.now(),
        )
        return "Đã hủy nháp."

    return _acted(request, letter, "void_form", SeenForm(request.POST), act)


def _user(request: HttpRequest) -> Any:
    return request.user


def _acted(
    request: HttpRequest, letter: Letter, name: str, form: Any, act: Callable[[Any], str]
) -> HttpResponse:
    """Do it and come back to the letter; what was refused stands beside the form."""
    if not form.is_valid():
        return _page(request, letter, status=422, **{name: form})
    try:
        words = act(form)
    except Refused as refusal:
        if isinstance(form, SaidForm):
            tell(form, refusal)
        else:
            form.add_error(None, refusal.message)
        return _page(request, visible_letter(request, letter.pk), status=refusal.status, **{name: form})
    messages.success(request, words)
    return redirect("letter_detail", pk=letter.pk)


def _content(letter: Letter) -> Any:
    """The paper that was issued, or that of the draft as it stands."""
    if letter.content is not None:
        return letter.content
    facts = letter_facts(letter, version_of(letter.agency_id))
    return to_json(letter_paper(facts, clock.local_day(letter.drafted_at)))


def _page(request: HttpRequest, letter: Letter, *, status: int = 200, **forms: Any) -> HttpResponse:
    user: Any = request.user
    version, today = version_of(letter.agency_id), clock.today()
    moves = {move.name for move in LETTERS.leaving(letter.state)}
    writes = bool(may(user, "letter.draft", letter.agency_id))
    issues = "issue" in moves and bool(may(user, "letter.issue", letter))
    sends = "send" in moves and bool(may(user, "letter.send", letter))
    seen = {"seen_version": letter.version}
    content = _content(letter)
    dossier = letter.dossier
    context = {
        "letter": letter,
        "version": version,
        "kind_label": LetterKind(letter.kind).label,
        "state_kind": STATE_KINDS[letter.state],  # type: ignore[index]
        "trail": agency_trail(version, (letter.symbol or f"{LetterKind(letter.kind).label} (nháp)", "")),
        "paper": paper_screen(from_json(content)),
        "is_small": letter.kind == LetterKind.APOLOGY,
        "broken": letter.content is not None and digest_of(letter.content) != letter.sha256,
        "dossier": dossier,
        "last": None if dossier is None else last_lawful_day(dossier.due_on),
        "will_be_late": letter.state == LetterState.DRAFT
        and dossier is not None
        and today > last_lawful_day(dossier.due_on),
        "sent_late": letter.sent_on is not None
        and dossier is not None
        and letter.sent_on > last_lawful_day(dossier.due_on),
        "may_edit": writes and "edit" in moves,
        "issue_form": forms.get("issue_form")
        or (_issue_form(user, version, today, seen) if issues else None),
        "mail_form": forms.get("mail_form")
        or (SeenForm(initial=seen) if sends and letter.email and letter.mail_asked_at is None else None),
        "hand_form": forms.get("hand_form")
        or (HandForm(initial={"sent_on": today, **seen}) if sends else None),
        "void_form": forms.get("void_form")
        or (SeenForm(initial=seen) if writes and "void" in moves else None),
        "back": reverse("letter_register", args=[letter.agency_id]),
    }
    return render(request, "feedback/letters/letter.html", context, status=status)


def _issue_form(user: Any, version: Any, today: Any, seen: dict[str, int]) -> IssueForm:
    signer = signer_of(user, version, today)
    return IssueForm(initial={"signer_name": signer.name, "signer_capacity": signer.capacity, **seen})
