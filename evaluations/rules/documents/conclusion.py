"""The notice of conclusion (thông báo kết luận): what stands, who is responsible, what is to be mended."""

from core.dates import format_day
from core.documents.flow import Block, FlowTable, Heading, Paper, Paragraph
from evaluations.rules.documents.facts import InspectionFacts, Recommended
from evaluations.rules.documents.head import House, Numbered, Proof, letterhead, proof_blocks
from evaluations.rules.documents.minutes import ended_base
from evaluations.rules.documents.parts import ConclusionParts
from evaluations.rules.documents.report import short_table, text_blocks
from evaluations.rules.documents.wording import ended, long_day

REMEDY_LABELS = ("STT", "Nội dung kiến nghị", "Căn cứ", "Thực hiện", "Hạn")
NO_REMEDY = "Không có kiến nghị."
REPORT_BACK = (
    "Đề nghị {agency} thực hiện các kiến nghị trên, báo cáo kết quả kèm minh chứng trên Cổng đúng hạn./."
)


def conclusion_paper(
    facts: InspectionFacts, parts: ConclusionParts, house: House, numbered: Numbered, proof: Proof | None
) -> Paper:
    """The conclusion; only findings that stand after the explanations are listed as defects."""
    return Paper(
        title="THÔNG BÁO",
        subtitle=f"Kết luận kiểm tra văn hóa công vụ tại {facts.agency_name}",
        letterhead=letterhead(house, numbered),
        made_on=numbered.day or facts.visited_on,
        legal_lines=tuple(ended_base(line) for line in facts.order.bases),
        blocks=(
            Paragraph(opening(facts, house)),
            Heading("I. KẾT QUẢ KIỂM TRA"),
            *result_blocks(facts),
            *word_blocks(parts),
            Heading("III. KIẾN NGHỊ"),
            *remedy_blocks(parts.recommendations),
            *([Paragraph(REPORT_BACK.format(agency=facts.agency_name))] if parts.recommendations else []),
        ),
        tail=proof_blocks(proof),
    )


def opening(facts: InspectionFacts, house: House) -> str:
    """On which order and minutes the conclusion rests."""
    order = facts.order
    by = f"Căn cứ Quyết định kiểm tra số {order.number}"
    if order.issued_on:
        by += f" {long_day(order.issued_on)}"
    if facts.minutes_symbol and facts.minutes_on:
        by += f" và Biên bản kiểm tra số {facts.minutes_symbol} {long_day(facts.minutes_on)}"
    return f"{by}, {house.issuer} thông báo kết luận kiểm tra tại {facts.agency_name} như sau:"


def result_blocks(facts: InspectionFacts) -> list[Block]:
    """What was looked at and what stands."""
    standing = [one for one in facts.found if one.short and one.upheld is not False]
    dropped = sum(one.short for one in facts.found) - len(standing)
    said = (
        f"{long_day(facts.visited_on).capitalize()}, Đoàn kiểm tra đã ghi nhận {len(facts.found)} tiêu chí "
        f"theo bộ tiêu chí “{facts.set_title}”, phiên bản {facts.set_version}; "
        f"{len(standing)} tiêu chí chưa đạt đầy đủ."
    )
    lines: list[Block] = [Paragraph(said)]
    if dropped:
        lines.append(Paragraph(f"{dropped} nội dung không còn tính sau khi xem xét giải trình."))
    return [*lines, *short_table(standing)]


def word_blocks(parts: ConclusionParts) -> list[Block]:
    """II: the conclusion in one text, or strengths, defects and responsibility apart."""
    blocks: list[Block] = [Heading("II. KẾT LUẬN")]
    if parts.text:
        blocks += text_blocks(parts.text, "")
    named = (
        ("1. Ưu điểm", parts.strengths),
        ("2. Hạn chế", parts.defects),
        ("3. Trách nhiệm", parts.responsibility),
    )
    for heading, text in named:
        if text.strip():
            blocks += [Heading(heading, 2), *text_blocks(text, "")]
    return blocks if len(blocks) > 1 else [*blocks, Paragraph("Không có nội dung khác.")]


def remedy_blocks(recommendations: tuple[Recommended, ...]) -> list[Block]:
    """III: each recommendation with its owner and date."""
    if not recommendations:
        return [Paragraph(NO_REMEDY)]
    rows = tuple(
        (str(number), ended(one.text), one.basis, one.owner, format_day(one.due_on))
        for number, one in enumerate(recommendations, start=1)
    )
    return [FlowTable(REMEDY_LABELS, (12, 52, 32, 28, 23), rows, numbers=(0,), caption="Kiến nghị")]
