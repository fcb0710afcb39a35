"""An addendum to minutes that were issued: it adds, it never changes what was signed."""

from core.dates import format_moment
from core.documents.flow import Block, FlowTable, Heading, Paper, Paragraph, Signatures, Signer
from evaluations.rules.documents.facts import InspectionFacts
from evaluations.rules.documents.head import House, Numbered, Proof, letterhead, proof_blocks
from evaluations.rules.documents.parts import AddendumParts, LateRecord
from evaluations.rules.documents.wording import ended, long_day, two_digits

LATE_LABELS = ("Nội dung", "Đã ghi", "Ghi lúc", "Đến lúc", "Mã SHA-256 của bản ghi")
UNCHANGED = (
    "Nội dung biên bản đã ký giữ nguyên. Phụ lục này chỉ bổ sung, không thay thế phần nào của biên bản."
)


def addendum_paper(
    facts: InspectionFacts, parts: AddendumParts, house: House, numbered: Numbered, proof: Proof | None
) -> Paper:
    """The addendum; its position counts within the minutes, its number within the register."""
    on = f" {long_day(facts.minutes_on)}" if facts.minutes_on else ""
    return Paper(
        title=f"PHỤ LỤC SỐ {two_digits(parts.position)}",
        subtitle=f"Bổ sung Biên bản kiểm tra số {facts.minutes_symbol}{on} tại {facts.agency_name}",
        letterhead=letterhead(house, numbered),
        made_on=numbered.day or facts.visited_on,
        blocks=(
            Heading("I. LÝ DO BỔ SUNG"),
            *(Paragraph(ended(line)) for line in parts.reason.splitlines() if line.strip()),
            Heading("II. NỘI DUNG BỔ SUNG"),
            *(Paragraph(line) for line in parts.text.splitlines() if line.strip()),
            *late_blocks(parts.late),
            Paragraph(UNCHANGED),
            Signatures((Signer("", ""), Signer("TRƯỞNG ĐOÀN KIỂM TRA", name=facts.leader.name))),
        ),
        tail=proof_blocks(proof),
    )


def late_blocks(late: tuple[LateRecord, ...]) -> list[Block]:
    """III: records that came after the minutes, with the proof of when they were made."""
    if not late:
        return []
    rows = tuple(
        (one.subject, one.said, format_moment(one.captured_at), format_moment(one.received_at), one.sha256)
        for one in late
    )
    said = f"{len(late)} bản ghi được lập tại chỗ nhưng chuyển về sau khi biên bản đã ban hành:"
    table = FlowTable(LATE_LABELS, (17, 33, 21, 21, 62), rows, fixed=(4,), caption="Bản ghi đến sau")
    return [Heading("III. BẢN GHI ĐẾN SAU BIÊN BẢN"), Paragraph(said), table]
