"""Issue a letter: the next number of its register under a lock, the paper frozen with its digest."""

from datetime import datetime

from django.db import transaction

from agencies.models import AgencyVersion, User
from core import audit
from core.access import require
from core.clock import local_day
from core.documents.flow import to_json
from core.errors import Refused
from core.text import squeeze
from feedback.actions.letters.draft import check, locked
from feedback.actions.letters.refusals import LetterRefused, refuse_old
from feedback.enums import LetterKind
from feedback.gather.letters.facts import letter_facts
from feedback.gather.letters.offices import Signer, is_commune
from feedback.models import Letter, LetterRegister, OverdueDossier
from feedback.rules.letter_moves import LETTERS
from feedback.rules.letter_papers import digest_of, letter_paper
from feedback.rules.letter_words import LetterContents, symbol_of
from feedback.rules.letters import is_in_time

ISSUED = (
    "state",
    "version",
    "year",
    "number",
    "symbol",
    "is_late",
    "signer_name",
    "signer_capacity",
    "issued_by",
    "issued_at",
    "content",
    "sha256",
)


class AgencyEnded(Refused):
    """The agency no longer stands, so nobody issues in its name (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__("Cơ quan đã kết thúc nên không ban hành thư nữa.")


def issue_letter(*, letter: Letter, signer: Signer, seen_version: int, actor: User, at: datetime) -> Letter:
    """Give the letter its number, day and signer. An apology later than one day before expiry is marked so.

    Raises AccessRefused, TransitionRefused, Conflict, AgencyEnded, LetterRefused.
    """
    require(actor, "letter.issue", letter)
    today = local_day(at)
    if not signer.name.strip() or not signer.capacity.strip():
        raise LetterRefused({"signer_name": "Hãy ghi họ tên và chức vụ người ký."})
    with transaction.atomic():
        current = locked(letter)
        current.state = LETTERS.target(current.state, "issue")
        refuse_old(current.version, seen_version)
        if current.dossier is not None:
            current.dossier = OverdueDossier.objects.select_for_update().get(pk=current.dossier.pk)
        check(current.kind, contents_of(current), current.dossier, today)
        version = AgencyVersion.objects.as_of(today).filter(agency=current.agency_id).first()
        if version is None:
            raise AgencyEnded
        current.year, current.number = today.year, _next_number(current, today.year)
        current.symbol = symbol_of(
            current.kind, current.number, version.short_name, is_commune=is_commune(version)
        )
        current.is_late = (
            current.kind == LetterKind.APOLOGY
            and current.dossier is not None
            and not is_in_time(today, current.dossier.due_on)
        )
        current.signer_name, current.signer_capacity = squeeze(signer.name), _lines(signer.capacity)
        facts = letter_facts(
            current,
            version,
            symbol=current.symbol,
            day=today,
            signer=Signer(current.signer_name, signer.capacity),
        )
        current.content = to_json(letter_paper(facts, today))
        current.sha256 = digest_of(current.content)
        current.issued_by, current.issued_at = actor, at
        current.version += 1
        current.save(update_fields=ISSUED)
        audit.record(
            "letter.issued",
            actor=actor,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            after={"symbol": current.symbol, "sha256": current.sha256, "late": current.is_late},
        )
    return current


def contents_of(letter: Letter) -> LetterContents:
    """What a kept letter says, as the rules see it."""
    return LetterContents(
        recipient=letter.recipient,
        body=letter.body,
        email=letter.email,
        reason=letter.reason,
        new_due_on=letter.new_due_on,
        dossier=letter.dossier_id,
        staff=letter.staff_id,
    )


def _next_number(letter: Letter, year: int) -> int:
    registers = LetterRegister.objects.select_for_update(of=("self",))
    register, _ = registers.get_or_create(agency_id=letter.agency_id, kind=letter.kind, year=year)
    register.last += 1
    register.save(update_fields=["last"])
    return register.last


def _lines(capacity: str) -> str:
    """The capacity on one line, as the register keeps it."""
    return ", ".join(line.strip() for line in capacity.splitlines() if line.strip())
