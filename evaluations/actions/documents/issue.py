"""Issue a paper of an inspection: number, files, row, digest in the audit chain."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.models import User
from core.documents.content import Signature
from core.errors import Conflict
from evaluations.actions.documents.prepare import Prepared, all_facts, prepare
from evaluations.actions.documents.writing import until_numbered, write_down
from evaluations.gather.documents.facts import inspection_facts
from evaluations.models import Inspection, IssuedDocument
from evaluations.rules.documents.kinds import KINDS

OTHER_STANDS = (
    "{label} số {symbol} đã ban hành với nội dung khác nên không ban hành lại. "
    "Văn bản đã ban hành giữ nguyên; nội dung mới phải ghi ở văn bản khác."
)


def issue_document(
    *,
    kind: str,
    inspection: Inspection,
    signer: str = "",
    signer_post: str = "",
    actor: User,
    at: datetime,
    **parts: Any,
) -> IssuedDocument:
    """Issue the notice, the report or the conclusion; minutes and addenda have acts of their own.

    ``parts`` are the fields of the kind's class in :mod:`evaluations.rules.documents.parts`, such as
    ``text`` and ``recommendations`` of a conclusion; ``signer_post`` is printed above the name, in capitals.
    The facts are gathered now: write first what the paper shall say, then issue it. The same again with equal
    content gives the document that stands. Printing takes up to a second: call it outside your own
    transaction where you can. Raises Conflict when the kind stands with other content, TypeError for parts
    of another kind.
    """
    said = KINDS[kind].parts(**parts)
    signature = Signature(signer_post, signer) if signer or signer_post else None

    def attempt() -> IssuedDocument:
        facts = inspection_facts(inspection)
        standing = standing_document(inspection, kind, all_facts(facts, said), signer)
        if standing is not None:
            return standing
        prepared = prepare(kind, facts, said, signature, at)
        return _write(prepared, inspection, actor, at)

    return until_numbered(attempt)


def _write(prepared: Prepared, inspection: Inspection, actor: User, at: datetime) -> IssuedDocument:
    with transaction.atomic():
        current = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
        signer = prepared.signature.name if prepared.signature else ""
        standing = standing_document(current, prepared.kind, prepared.facts, signer)
        return standing or write_down(prepared, current, actor=actor, at=at)


def standing_document(
    inspection: Inspection, kind: str, facts: dict[str, Any], signer: str
) -> IssuedDocument | None:
    """The document that stands for a kind of which there is one; raises Conflict when it says otherwise."""
    if not KINDS[kind].once:
        return None
    standing = IssuedDocument.objects.filter(inspection=inspection, kind=kind).first()
    if standing is None:
        return None
    if standing.facts == facts and standing.signer == signer:
        return standing
    raise Conflict(OTHER_STANDS.format(label=standing.get_kind_display(), symbol=standing.symbol))
