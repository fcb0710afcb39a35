"""A letter as the rules print it, and a dossier as the rules judge it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.models import AgencyVersion
from feedback.enums import LetterKind
from feedback.gather.letters.offices import Signer, office_of
from feedback.models import Letter, OverdueDossier
from feedback.models.letters import ISSUED_STATES
from feedback.rules.letter_papers import LateFacts, LetterFacts
from feedback.rules.letters import DossierFacts


@dataclass(frozen=True, slots=True)
class Apologies:
    """The apologies of one dossier: how many were issued, the day the issued one names, a draft's id."""

    issued: int = 0
    new_due_on: date | None = None
    letter: UUID | None = None
    draft: UUID | None = None


def apologies_by_dossier(dossiers: Iterable[UUID]) -> dict[UUID, Apologies]:
    """The apologies of each dossier that has any; one query."""
    rows = Letter.objects.filter(dossier__in=list(dossiers), kind=LetterKind.APOLOGY).order_by("drafted_at")
    found: dict[UUID, Apologies] = {}
    for pk, dossier, state, new_due_on in rows.values_list("pk", "dossier", "state", "new_due_on"):
        kept = found.get(dossier, Apologies())
        if state in ISSUED_STATES:
            found[dossier] = Apologies(kept.issued + 1, new_due_on, pk, kept.draft)
        elif state == "draft":
            found[dossier] = Apologies(kept.issued, kept.new_due_on, kept.letter, pk)
    return found


def judged(dossier: OverdueDossier, apologies: Mapping[UUID, Apologies]) -> DossierFacts:
    """The dossier as the rules judge it."""
    return DossierFacts(dossier.due_on, dossier.finished_on, apologies.get(dossier.pk, Apologies()).issued)


def letter_facts(
    letter: Letter,
    version: AgencyVersion,
    *,
    symbol: str = "",
    day: date | None = None,
    signer: Signer | None = None,
) -> LetterFacts:
    """What a letter prints; without ``symbol`` it is a draft."""
    dossier = letter.dossier
    return LetterFacts(
        kind=letter.kind,
        recipient=letter.recipient,
        body=letter.body,
        office=office_of(version),
        reason=letter.reason,
        new_due_on=letter.new_due_on,
        dossier=None if dossier is None else late_facts(dossier),
        symbol=symbol,
        day=day,
        signer_name=signer.name if signer else "",
        signer_capacity=signer.capacity if signer else "",
    )


def late_facts(dossier: OverdueDossier) -> LateFacts:
    """The dossier as a letter speaks of it."""
    return LateFacts(
        dossier.code, dossier.procedure, dossier.received_on, dossier.due_on, dossier.finished_on
    )
