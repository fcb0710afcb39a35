"""What a receipt prints."""

from django.conf import settings
from django.urls import reverse

from agencies.enums import ComparisonGroup
from core.clock import local_day
from core.dates import format_moment
from core.numbers import format_points
from evaluations.enums import Confidence
from evaluations.gather.closing.receipts import Receipt
from evaluations.gather.documents.style import document_style
from evaluations.rules.closing.receipt_paper import ReceiptFacts
from evaluations.rules.documents.head import House


def receipt_facts(receipt: Receipt) -> ReceiptFacts:
    """The receipt in words, under the letterhead of Sở Nội vụ (one statement)."""
    said, snapshot, style = receipt.said, receipt.snapshot, document_style()
    confidence = said["confidence"]
    return ReceiptFacts(
        house=House(style.parent, style.issuer, style.place, ()),
        agency=said["name"],
        official_code=said["code_official"],
        period=snapshot.period.label,
        total=format_points(receipt.total),
        grade=receipt.grade,
        place=receipt.place,
        group=str(ComparisonGroup(said["comparison_group"]).label),
        confidence=str(Confidence(confidence).label) if confidence else "",
        revision=snapshot.revision,
        made_on=local_day(snapshot.made_at),
        made_at=f"chốt lúc {format_moment(snapshot.made_at)}",
        digest=snapshot.digest,
        code=receipt.printed_code,
        url=verify_url(receipt.line.code or ""),
    )


def verify_url(code: str) -> str:
    """The public page of a code, as a QR holds it."""
    return f"{settings.PORTAL_URL.rstrip('/')}{reverse('receipt_verify', args=[code])}"
