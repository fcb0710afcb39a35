"""A paper made ready before any transaction, because printing takes up to a second."""

from dataclasses import asdict, dataclass
from datetime import datetime
from secrets import token_bytes
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.urls import reverse

from core import clock
from core.documents.content import Signature
from core.documents.flow import to_json
from core.documents.paper import write_paper
from evaluations.gather.documents.style import document_style
from evaluations.models import DocumentRegister
from evaluations.rules.documents.facts import InspectionFacts, facts_json, plain
from evaluations.rules.documents.head import Numbered, Proof
from evaluations.rules.documents.kinds import build_paper
from evaluations.rules.documents.parts import Parts
from evaluations.rules.documents.sealing import CODE_BYTES, code_of, seal, sha256_of

SHOWN_DIGITS = 16
"""Hex digits of the digest that a paper prints."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper ready to be written down, if its number is still free."""

    id: UUID
    kind: str
    year: int
    number: int
    symbol: str
    code: str
    signature: Signature | None
    facts: dict[str, Any]
    content: dict[str, Any]
    sha256: str
    files: dict[str, bytes]

    def digests(self) -> dict[str, str]:
        """What the audit chain keeps of it."""
        files = {f"{ending}_sha256": sha256_of(data) for ending, data in self.files.items()}
        return {"kind": self.kind, "symbol": self.symbol, "code": self.code, "sha256": self.sha256, **files}


def prepare(
    kind: str,
    facts: InspectionFacts,
    parts: Parts,
    signature: Signature | None,
    at: datetime,
    form_id: UUID | None = None,
) -> Prepared:
    """Build, seal and print the paper with the next number of its register; ``form_id`` becomes its id."""
    style, day = document_style(), clock.local_day(at)
    number = next_number(kind, day.year)
    symbol = f"{number:02d}/{style.symbol(kind)}"
    code = code_of(token_bytes(CODE_BYTES))
    paper = build_paper(
        kind, facts, parts, style.house(kind), Numbered(symbol, day), Proof(verify_url(code), code), signature
    )
    known = all_facts(facts, parts)
    content = to_json(paper)
    digest = seal(code, known, content)
    content = with_digest(content, digest)
    return Prepared(
        id=form_id or uuid4(),
        kind=kind,
        year=day.year,
        number=number,
        symbol=symbol,
        code=code,
        signature=signature,
        facts=known,
        content=content,
        sha256=digest,
        files={ending: write_paper(content, ending) for ending in ("pdf", "docx")},
    )


def all_facts(facts: InspectionFacts, parts: Parts) -> dict[str, Any]:
    """What a paper rests on, as JSON: the facts of the inspection and what a person added."""
    return {"inspection": facts_json(facts), "parts": plain(asdict(parts))}


def next_number(kind: str, year: int) -> int:
    """The number that a paper of the kind would get now; whoever writes it down asks again under the lock."""
    last = DocumentRegister.objects.filter(kind=kind, year=year).values_list("last", flat=True).first()
    return (last or 0) + 1


def verify_url(code: str) -> str:
    """The public address that says whether a copy is genuine."""
    return f"{settings.PORTAL_URL.rstrip('/')}{reverse('document_verify', args=[code])}"


def with_digest(content: dict[str, Any], digest: str) -> dict[str, Any]:
    """The content whose tail prints the first digits of the digest of all the rest."""
    shown = f"Mã băm SHA-256 của nội dung ({SHOWN_DIGITS} ký tự đầu): {digest[:SHOWN_DIGITS]}"
    tail = [
        {**block, "lines": [*block["lines"], shown]} if block["block"] == "qr" else block
        for block in content["tail"]
    ]
    return {**content, "tail": tail}
