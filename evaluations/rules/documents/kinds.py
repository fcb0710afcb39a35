"""The five kinds of paper: who builds them, from which parts, with which symbol, for which readers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.documents.content import Signature
from core.documents.flow import Paper
from evaluations.enums import DocumentKind
from evaluations.rules.documents.addendum import addendum_paper
from evaluations.rules.documents.conclusion import conclusion_paper
from evaluations.rules.documents.facts import InspectionFacts
from evaluations.rules.documents.head import House, Numbered, Proof
from evaluations.rules.documents.minutes import minutes_paper
from evaluations.rules.documents.notice import notice_paper
from evaluations.rules.documents.parts import (
    AddendumParts,
    ConclusionParts,
    MinutesParts,
    NoticeParts,
    Parts,
    ReportParts,
)
from evaluations.rules.documents.report import report_paper

Build = Callable[[InspectionFacts, Any, House, Numbered, Proof | None], Paper]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its builder, the class of its parts, its default symbol and readers (NĐ 30/2020)."""

    build: Build
    parts: type[Any]
    symbol: str
    recipients: tuple[str, ...]
    once: bool = True


def _minutes(
    facts: InspectionFacts, _parts: MinutesParts, house: House, numbered: Numbered, proof: Proof | None
) -> Paper:
    return minutes_paper(facts, house, numbered, proof)


AGENCY_AND_FILE = ("Cơ quan được kiểm tra;", "Đoàn kiểm tra;", "Lưu: VT, hồ sơ kiểm tra.")
KINDS: Mapping[str, Kind] = {
    DocumentKind.NOTICE: Kind(notice_paper, NoticeParts, "TB-SNV", AGENCY_AND_FILE),
    DocumentKind.MINUTES: Kind(_minutes, MinutesParts, "BB-SNV", ()),
    DocumentKind.ADDENDUM: Kind(addendum_paper, AddendumParts, "PLBB-SNV", (), once=False),
    DocumentKind.REPORT: Kind(
        report_paper, ReportParts, "BC-SNV", ("Giám đốc Sở Nội vụ (báo cáo);", "Lưu: VT, hồ sơ kiểm tra.")
    ),
    DocumentKind.CONCLUSION: Kind(
        conclusion_paper,
        ConclusionParts,
        "TBKL-SNV",
        ("UBND tỉnh (báo cáo);", "Cơ quan được kiểm tra (thực hiện);", "Lưu: VT, hồ sơ kiểm tra."),
    ),
}
"""``once``: an inspection has at most one such paper. The symbol follows the number: "12/BB-SNV"."""


def build_paper(
    kind: str,
    facts: InspectionFacts,
    parts: Parts,
    house: House,
    numbered: Numbered,
    proof: Proof | None,
    signature: Signature | None = None,
) -> Paper:
    """The paper of a kind, with the signer's block and the readers that the house sets for it."""
    paper = KINDS[kind].build(facts, parts, house, numbered, proof)
    return replace(paper, signature=signature, recipients=house.recipients)
