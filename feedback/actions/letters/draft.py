"""Write a letter, edit it, give it up: a draft has no number and no effect."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, StaffMember, User
from core import audit
from core.access import require
from core.clock import local_day
from core.replay import create_once, replayed
from core.text import nfc, squeeze
from feedback.actions.letters.refusals import LetterRefused, refuse_old
from feedback.enums import LetterKind
from feedback.gather.letters.facts import apologies_by_dossier, judged
from feedback.models import Letter, OverdueDossier
from feedback.rules.letter_moves import LETTERS
from feedback.rules.letter_words import LetterContents, content_problems
from feedback.rules.letters import apology_problems

AUTHOR = ("kind", "agency", "drafted_by")
SAME = (*AUTHOR, "recipient", "email", "body", "reason", "new_due_on", "dossier", "staff")


def draft_letter(
    *, form_id: UUID, kind: str, agency: Agency, contents: LetterContents, actor: User, at: datetime
) -> Letter:
    """Keep a draft; the same form twice gives the first. Raises AccessRefused, LetterRefused, Conflict."""
    require(actor, "letter.draft", agency.pk)
    with transaction.atomic():
        dossier = _dossier(agency, contents)
        letter = Letter(
            id=form_id,
            kind=kind,
            agency=agency,
            dossier=dossier,
            year=local_day(at).year,
            drafted_by=actor,
            drafted_at=at,
            **_words(contents),
        )
        standing = _made_by(letter)
        if standing is not None:
            return standing
        check(kind, contents, dossier, local_day(at))
        kept, is_new = create_once(letter, *SAME)
        if is_new:
            audit.record(
                "letter.drafted",
                actor=actor,
                subject=kept,
                at=at,
                agency_id=agency.pk,
                after={"kind": kind, "dossier": None if dossier is None else str(dossier.pk)},
            )
    return kept


def edit_letter(
    *, letter: Letter, contents: LetterContents, seen_version: int, actor: User, at: datetime
) -> Letter:
    """Change a draft. Raises AccessRefused, TransitionRefused, LetterRefused, Conflict."""
    require(actor, "letter.draft", letter.agency_id)
    with transaction.atomic():
        current = locked(letter)
        current.state = LETTERS.target(current.state, "edit")
        refuse_old(current.version, seen_version)
        dossier = _dossier(current.agency, contents)
        check(current.kind, contents, dossier, local_day(at))
        for name, value in _words(contents).items():
            setattr(current, name, value)
        current.dossier = dossier
        current.version += 1
        current.save(update_fields=[*_words(contents), "dossier", "version"])
        audit.record(
            "letter.edited",
            actor=actor,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            after={"version": current.version},
        )
    return current


def void_letter(*, letter: Letter, seen_version: int, actor: User, at: datetime) -> Letter:
    """Give up a draft; what was issued stays. Raises AccessRefused, TransitionRefused, Conflict."""
    require(actor, "letter.draft", letter.agency_id)
    with transaction.atomic():
        current = locked(letter)
        before = current.state
        current.state = LETTERS.target(current.state, "void")
        refuse_old(current.version, seen_version)
        current.version += 1
        current.save(update_fields=["state", "version"])
        audit.record(
            "letter.voided",
            actor=actor,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            before={"state": before},
            after={"state": current.state},
        )
    return current


def _made_by(letter: Letter) -> Letter | None:
    """The letter that this form made before; what was edited since is compared no more."""
    edited = Letter.objects.filter(pk=letter.pk, version__gt=1).exists()
    return replayed(
        Letter, letter.pk, **{name: getattr(letter, name) for name in (AUTHOR if edited else SAME)}
    )


def locked(letter: Letter) -> Letter:
    """The letter as it stands, locked until the transaction ends."""
    found = Letter.objects.select_for_update(of=("self",)).select_related("dossier", "agency")
    return found.get(pk=letter.pk)


def check(kind: str, contents: LetterContents, dossier: OverdueDossier | None, today: date) -> None:
    """Raise LetterRefused for what is wrong in the words, or with the dossier's apology."""
    wrong = content_problems(kind, contents)
    if kind == LetterKind.APOLOGY and dossier is not None:
        facts = judged(dossier, apologies_by_dossier([dossier.pk]))
        wrong |= apology_problems(facts, contents.new_due_on, today)
    if wrong:
        raise LetterRefused(wrong)


def _dossier(agency: Agency, contents: LetterContents) -> OverdueDossier | None:
    if contents.dossier is None:
        return None
    found = OverdueDossier.objects.select_for_update(of=("self",)).filter(pk=contents.dossier, agency=agency)
    dossier = found.first()
    if dossier is None:
        raise LetterRefused({"": "Không có hồ sơ này trong danh sách của cơ quan."})
    return dossier


def _words(contents: LetterContents) -> dict[str, object]:
    staff = None if contents.staff is None else StaffMember.objects.filter(pk=contents.staff).first()
    return {
        "recipient": squeeze(contents.recipient),
        "email": contents.email.strip(),
        "body": nfc(contents.body).replace("\x00", "").strip(),
        "reason": nfc(contents.reason).replace("\x00", "").strip(),
        "new_due_on": contents.new_due_on,
        "staff": staff,
    }
