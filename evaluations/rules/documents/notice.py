"""The notice of time and place that an announced inspection begins with (TT 56/2025/TT-BCT, step 4)."""

from core.documents.flow import Block, Heading, Paper, Paragraph
from evaluations.rules.documents.facts import InspectionFacts
from evaluations.rules.documents.head import House, Numbered, Proof, letterhead, proof_blocks
from evaluations.rules.documents.minutes import ended_base
from evaluations.rules.documents.parts import NoticeParts
from evaluations.rules.documents.wording import ended, long_day, long_moment, two_digits, who

PREPARE = (
    "Bố trí lãnh đạo và người phụ trách làm việc với Đoàn kiểm tra.",
    "Chuẩn bị danh sách công chức, viên chức, người lao động có mặt, vắng mặt kèm lý do.",
    "Chuẩn bị nội quy, quy chế làm việc, sổ theo dõi và tài liệu có liên quan đến nội dung kiểm tra.",
)


def notice_paper(
    facts: InspectionFacts, parts: NoticeParts, house: House, numbered: Numbered, proof: Proof | None
) -> Paper:
    """The notice; ``parts`` say when and where the team meets the inspected and what is to be ready."""
    return Paper(
        title="THÔNG BÁO",
        subtitle=f"Về việc kiểm tra văn hóa công vụ tại {facts.agency_name}",
        letterhead=letterhead(house, numbered),
        made_on=numbered.day or facts.visited_on,
        legal_lines=tuple(ended_base(line) for line in facts.order.bases),
        blocks=(
            Paragraph(opening(facts, house)),
            *when_and_where(facts, parts),
            *team_blocks(facts),
            *prepare_blocks(parts),
            Paragraph(f"Đề nghị {facts.agency_name} phối hợp thực hiện./."),
        ),
        tail=proof_blocks(proof),
    )


def opening(facts: InspectionFacts, house: House) -> str:
    """By which order who is told of the inspection."""
    order = facts.order
    by = f"Căn cứ Quyết định số {order.number}"
    if order.issued_on:
        by += f" {long_day(order.issued_on)} của {order.signer_post}"
    return f"{by}, {house.issuer} thông báo về việc kiểm tra tại {facts.agency_name} như sau:"


def when_and_where(facts: InspectionFacts, parts: NoticeParts) -> list[Block]:
    """1: mode, subject, period covered, term, and the hour and place."""
    order = facts.order
    lines = [f"Hình thức kiểm tra: {facts.mode_label.lower()}."]
    if facts.topic:
        lines.append(ended(f"Nội dung kiểm tra: {facts.topic}"))
    if order.covers_from and order.covers_to:
        lines.append(
            f"Thời kỳ kiểm tra: từ {long_day(order.covers_from)} đến hết {long_day(order.covers_to)}."
        )
    if order.duration_days:
        term = f"{two_digits(order.duration_days)} ngày làm việc"
        lines.append(f"Thời hạn kiểm tra: {term} kể từ ngày công bố quyết định.")
    when = long_moment(parts.meets_at) if parts.meets_at else long_day(facts.visited_on)
    lines.append(f"Thời gian bắt đầu: {when}.")
    lines.append(ended(f"Địa điểm: {parts.place or facts.agency_address or facts.agency_name}"))
    return [Heading("1. Nội dung, thời gian, địa điểm", 2), *(Paragraph(line, mark="-") for line in lines)]


def team_blocks(facts: InspectionFacts) -> list[Block]:
    """2: who comes."""
    people = (Paragraph(ended(who(one.name, one.post)), mark="-") for one in facts.team)
    return [Heading("2. Thành phần Đoàn kiểm tra", 2), *people]


def prepare_blocks(parts: NoticeParts) -> list[Block]:
    """3: what the inspected is asked to have ready."""
    lines = [line.strip() for line in parts.prepare.splitlines() if line.strip()] or list(PREPARE)
    return [Heading("3. Đề nghị chuẩn bị", 2), *(Paragraph(ended(line), mark="-") for line in lines)]
