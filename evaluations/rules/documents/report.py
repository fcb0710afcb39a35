"""The team's report on an inspection (TT 56/2025/TT-BCT, form 06)."""

from core.documents.flow import Block, FlowTable, Heading, Paper, Paragraph
from evaluations.rules.documents.facts import Found, InspectionFacts
from evaluations.rules.documents.head import House, Numbered, Proof, letterhead, proof_blocks
from evaluations.rules.documents.minutes import count_blocks, ended_base, people_blocks, time_blocks
from evaluations.rules.documents.parts import ReportParts
from evaluations.rules.documents.wording import long_day

SHORT_LABELS = ("Mã", "Nội dung", "Kết quả", "Mức độ", "Kết quả xem xét giải trình")
FULL = "Không có tiêu chí nào chưa đạt đầy đủ."


def report_paper(
    facts: InspectionFacts, parts: ReportParts, house: House, numbered: Numbered, proof: Proof | None
) -> Paper:
    """The report: how the inspection went, what was found, what became of the explanations, assessment."""
    people, times = people_blocks(facts), time_blocks(facts)
    return Paper(
        title="BÁO CÁO",
        subtitle=f"Kết quả kiểm tra văn hóa công vụ tại {facts.agency_name}",
        letterhead=letterhead(house, numbered),
        made_on=numbered.day or facts.visited_on,
        legal_lines=tuple(ended_base(line) for line in facts.order.bases),
        blocks=(
            Paragraph(opening(facts)),
            *people,
            *times,
            *count_blocks(facts.headcount),
            Heading("IV. KẾT QUẢ KIỂM TRA"),
            *result_blocks(facts),
            Heading("V. NHẬN XÉT, ĐÁNH GIÁ"),
            *text_blocks(parts.assessment, "Đoàn kiểm tra không có nhận xét khác."),
            Heading("VI. KIẾN NGHỊ"),
            *text_blocks(parts.proposals, "Đoàn kiểm tra không có kiến nghị."),
        ),
        tail=proof_blocks(proof),
    )


def opening(facts: InspectionFacts) -> str:
    """By which order and on which minutes the report rests."""
    order = facts.order
    by = f"Thực hiện Quyết định số {order.number}"
    if order.issued_on:
        by += f" {long_day(order.issued_on)} của {order.signer_post}"
    if facts.minutes_symbol and facts.minutes_on:
        by += f" và căn cứ Biên bản kiểm tra số {facts.minutes_symbol} {long_day(facts.minutes_on)}"
    return f"{by}, Đoàn kiểm tra báo cáo kết quả như sau:"


def result_blocks(facts: InspectionFacts) -> list[Block]:
    """How many criteria were looked at, the shortcomings, and what became of the explanations."""
    short = [one for one in facts.found if one.short]
    said = (
        f"Đã ghi nhận {len(facts.found)} tiêu chí theo bộ tiêu chí “{facts.set_title}”, "
        f"phiên bản {facts.set_version}; {len(facts.found) - len(short)} tiêu chí đạt đầy đủ, "
        f"{len(short)} tiêu chí chưa đạt đầy đủ."
    )
    explained = (
        f"Cơ quan được kiểm tra đã giải trình {facts.explanations} nội dung."
        if facts.explanations
        else "Cơ quan được kiểm tra không giải trình."
    )
    return [Paragraph(said), Paragraph(explained), *short_table(short)]


def short_table(short: list[Found]) -> list[Block]:
    """What is less than full, with the outcome of its explanation."""
    if not short:
        return [Paragraph(FULL)]
    rows = tuple(
        (
            one.code,
            f"{one.statement}{f' ({one.note})' if one.note else ''}",
            one.result,
            one.stated_severity,
            one.outcome or "Giữ nguyên ghi nhận",
        )
        for one in short
    )
    return [FlowTable(SHORT_LABELS, (16, 52, 24, 16, 34), rows, caption="Nội dung chưa đạt đầy đủ")]


def text_blocks(text: str, otherwise: str) -> list[Block]:
    """Free text, a paragraph a line; ``otherwise`` where there is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [otherwise]
    return [Paragraph(line) for line in lines]
