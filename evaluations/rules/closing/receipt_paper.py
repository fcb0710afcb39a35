"""The receipt of an agency's sealed result as a paper of A4 or A5 (S15)."""

from dataclasses import dataclass
from datetime import date

from core.documents.content import Letterhead
from core.documents.flow import Block, FlowTable, Paper, Paragraph, QrCode, SmallPrint
from evaluations.rules.documents.head import House

NOT_A_GRADE = (
    "Điểm của cổng là tài liệu theo dõi, hỗ trợ; không thay kết quả xếp loại theo Nghị định 335/2025/NĐ-CP "
    "hoặc Nghị định 233/2026/NĐ-CP."
)


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt prints, in words already; ``code`` in fours, ``url`` is what its QR opens."""

    house: House
    agency: str
    official_code: str
    period: str
    total: str
    grade: str
    place: str
    group: str
    confidence: str
    revision: int
    made_on: date
    made_at: str
    digest: str
    code: str
    url: str


def receipt_paper(facts: ReceiptFacts, size: str) -> Paper:
    """The paper; on half a page the same words in smaller letters."""
    house = facts.house
    return Paper(
        title="Biên nhận kết quả",
        subtitle=f"Theo dõi văn hóa công vụ {facts.period.lower()}",
        letterhead=Letterhead(house.parent, house.issuer, house.place, facts.made_on, facts.code),
        made_on=facts.made_on,
        blocks=_blocks(facts),
        tail=(
            QrCode(
                facts.url,
                (
                    f"Mã biên nhận: {facts.code}",
                    "Quét mã để biết biên nhận có thật và còn hiệu lực hay không.",
                    f"Mã băm của bản chốt: {facts.digest[:16]}",
                ),
            ),
            SmallPrint(NOT_A_GRADE),
        ),
        size=size,
    )


def _blocks(facts: ReceiptFacts) -> tuple[Block, ...]:
    rows = (
        ("Cơ quan", facts.agency + (f" ({facts.official_code})" if facts.official_code else "")),
        ("Kỳ", facts.period),
        ("Tổng điểm", facts.total),
        ("Xếp loại của cổng", facts.grade),
        (f"Hạng trong nhóm {facts.group.lower()}", facts.place),
        ("Độ tin cậy", facts.confidence),
        ("Bản chốt", f"Bản {facts.revision}, {facts.made_at}"),
    )
    return (
        Paragraph("Kết quả sau đây đã được chốt và niêm phong; mọi sửa đổi về sau đều là một bản mới."),
        FlowTable(("Nội dung", "Kết quả"), (2, 3), rows, emphasised=(2,)),
    )
