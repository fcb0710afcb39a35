"""How the office writes its papers: what Home Affairs has set, else what follows from the province's name."""

from dataclasses import dataclass, field

from django.conf import settings

from evaluations.models import DocumentStyle
from evaluations.rules.documents.head import House
from evaluations.rules.documents.kinds import KINDS

THE_STYLE = 1
"""The key of the only row."""


@dataclass(frozen=True, slots=True)
class Style:
    """The style in force; ``version`` is 0 while nobody has set one."""

    parent: str
    issuer: str
    place: str
    head_post: str
    symbols: dict[str, str] = field(default_factory=dict)
    recipients: dict[str, list[str]] = field(default_factory=dict)
    version: int = 0

    def symbol(self, kind: str) -> str:
        """What follows the number of a kind: "BB-SNV"."""
        return self.symbols.get(kind) or KINDS[kind].symbol

    def readers(self, kind: str) -> tuple[str, ...]:
        """The lines under "Nơi nhận" of a kind; an empty list that was set stays empty."""
        chosen = self.recipients.get(kind)
        return KINDS[kind].recipients if chosen is None else tuple(chosen)

    def house(self, kind: str) -> House:
        """The style as the builders of papers take it."""
        return House(self.parent, self.issuer, self.place, self.readers(kind))


def document_style() -> Style:
    """The style in force now (one query)."""
    row = DocumentStyle.objects.filter(pk=THE_STYLE).first()
    if row is None:
        province = settings.PORTAL_PROVINCE
        return Style(f"Ủy ban nhân dân tỉnh {province}", "Sở Nội vụ", province, "Giám đốc")
    return Style(row.parent, row.issuer, row.place, row.head_post, row.symbols, row.recipients, row.version)
