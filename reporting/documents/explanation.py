"""The explanation of a total as a paper: the same words and figures as the page, in the same order."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from core.dates import format_moment
from core.documents.content import Letterhead
from core.documents.flow import Block, FlowTable, Heading, Paper, Paragraph, SmallPrint
from core.numbers import format_integer, format_points, format_signed
from evaluations.rules.explaining.moving import MEANINGS, NAMES
from evaluations.rules.explaining.parts import CriterionPart, Explanation, GroupPart, Reason, Step
from evaluations.rules.movement import MovedPart, Movement
from reporting.rules.answer import confidence_words

NO_HEAD = Letterhead("", "", "")
"""An explanation is printed from the page by whoever reads it: nobody issues it and it has no number."""
SUM = "Tổng các phần"
NO_GRADE = "Điểm là tài liệu theo dõi, hỗ trợ; không thay cho kết quả xếp loại chất lượng theo quy định."


def explanation_paper(
    found: Explanation,
    sentences: Iterable[str],
    since: tuple[str, Movement | None],
    standing: str,
    made_on: date,
) -> Paper:
    """The paper; ``since`` is the period before and the movement, ``standing`` how far the figures hold."""
    facts, (before, moved) = found.facts, since
    return Paper(
        title="GIẢI THÍCH ĐIỂM VĂN HÓA CÔNG VỤ",
        subtitle=f"{facts.agency}, {facts.period[0].lower()}{facts.period[1:]}",
        letterhead=NO_HEAD,
        made_on=made_on,
        legal_lines=(f"{standing}.",),
        blocks=(
            Heading("I. TRẢ LỜI NGẮN"),
            *(Paragraph(one) for one in sentences),
            Paragraph(f"{confidence_words(found)}."),
            Heading("II. CÁC PHẦN CỦA ĐIỂM"),
            *_groups(found),
            Heading("III. VÌ SAO ĐIỂM ĐỔI"),
            *_movement(before, moved),
            Heading("IV. TỪ TỔNG ĐIỂM ĐẾN XẾP LOẠI, THỨ HẠNG"),
            *_steps(found.outcome),
            *_confidence(found),
            Heading("V. TỪNG NHÓM, TỪNG TIÊU CHÍ, TỪNG NGUỒN"),
            *(block for number, group in enumerate(found.groups, 1) for block in _group(number, group)),
            *_moved_lines(found, moved),
        ),
        tail=(SmallPrint(_origin(found)), *_digest(found)),
    )


def _digest(found: Explanation) -> list[Block]:
    """The whole digest of the snapshot, to be compared with the receipt; none while the period is open."""
    digest = found.facts.digest
    pieces = " ".join(digest[start : start + 16] for start in range(0, len(digest), 16))
    return [SmallPrint(f"Mã băm của bản chốt: {pieces}")] if digest else []


def _origin(found: Explanation) -> str:
    facts = found.facts
    default = (
        " Điểm và trọng số mặc định của phần mềm, tỉnh chưa ban hành." if found.has_default_points else ""
    )
    return (
        f"{found.set_title}.{default} Tính lúc {format_moment(facts.computed_at)}, "
        f"từ {format_integer(facts.records)} bản ghi. {NO_GRADE}"
    )


def _groups(found: Explanation) -> list[Block]:
    rows = [
        (one.name, format_points(one.points), format_points(one.possible if one.scored else None))
        for one in found.groups
    ]
    rows += [(line.reason, format_signed(line.points), "") for line in found.adjustments]
    parts = [one.points for one in found.groups] + [line.points for line in found.adjustments]
    rows.append((SUM, format_points(_sum(parts)), ""))
    table = FlowTable(
        ("Phần", "Điểm", "Tối đa có dữ liệu"),
        (7, 2, 3),
        tuple(rows),
        numbers=(1, 2),
        emphasised=(len(rows) - 1,),
    )
    return [table, Paragraph(f"{SUM} = {format_points(_sum(parts))}, điểm của cơ quan {_total(found)}.")]


def _total(found: Explanation) -> str:
    return format_points(found.total)


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in parts if value is not None]
    return sum(known, Decimal(0)) if known else None


def _movement(before: str, moved: Movement | None) -> list[Block]:
    if moved is None:
        return [Paragraph("Không so với kỳ trước; lý do ở mục I.")]
    rows = [
        (NAMES[one.name].capitalize(), format_signed(one.points), MEANINGS[one.name]) for one in moved.parts
    ]
    rows.append((f"So với {before[0].lower()}{before[1:]}", format_signed(moved.change), SUM))
    table = FlowTable(
        ("Vì", "Thay đổi", "Nghĩa là"),
        (3, 2, 7),
        tuple(rows),
        numbers=(1,),
        emphasised=(len(rows) - 1,),
    )
    return [table]


def _moved_lines(found: Explanation, moved: Movement | None) -> list[Block]:
    """Every part of the change opened: its criteria, largest first, and their sum."""
    if moved is None:
        return []
    names = {one.code: f"{one.code} {one.statement}" for one in found.criteria}
    blocks: list[Block] = [Heading("VI. MỨC TĂNG, GIẢM CỦA TỪNG TIÊU CHÍ")]
    for part in moved.parts:
        if part.lines:
            blocks += [Paragraph(f"{NAMES[part.name].capitalize()}:", bold=True), _moved_table(part, names)]
    return blocks if len(blocks) > 1 else []


def _moved_table(part: MovedPart, names: Mapping[str, str]) -> FlowTable:
    rows = [(names.get(line.code, line.code), format_signed(line.points)) for line in part.lines]
    rows.append((f"{SUM} của phần {NAMES[part.name]}", format_signed(part.points)))
    return FlowTable(
        ("Tiêu chí, dòng cộng trừ", "Thay đổi"),
        (10, 2),
        tuple(rows),
        numbers=(1,),
        emphasised=(len(rows) - 1,),
    )


def _steps(steps: Iterable[Step]) -> list[Block]:
    return [Paragraph(one.words, mark=f"{one.clause}.") for one in steps]


def _confidence(found: Explanation) -> list[Block]:
    blocks: list[Block] = []
    for title, reasons in (
        (f"Đã đạt mức tin cậy {found.confidence} vì:", found.confidence_reasons),
        (f"Để lên mức tin cậy {found.better_mark}:", found.better),
    ):
        if reasons:
            blocks += [Paragraph(title, bold=True), *(_reason(one) for one in reasons)]
    return blocks


def _reason(one: Reason) -> Paragraph:
    return Paragraph(f"{one.words} {'(đạt)' if one.met else '(chưa đạt)'}", mark="-")


def _group(number: int, group: GroupPart) -> list[Block]:
    rows = [_criterion(one) for one in group.criteria]
    rows.append(("", f"{SUM} của nhóm", format_points(_sum(one.points for one in group.criteria)), ""))
    table = FlowTable(
        ("Mã", "Tiêu chí và cách tính", "Điểm", "Tối đa"),
        (2, 12, 2, 2),
        tuple(rows),
        numbers=(2, 3),
        emphasised=(len(rows) - 1,),
    )
    return [Heading(f"{number}. {group.name}", 2), table]


def _criterion(one: CriterionPart) -> tuple[str, str, str, str]:
    lines = [one.statement, *(f"{step.clause}: {step.words}" for step in one.steps)]
    for source in one.sources:
        told = " ".join(f"{step.clause}: {step.words}" for step in source.steps)
        lines.append(f"– {source.label} ({format_points(source.points)}): {told}")
    possible = format_points(one.possible) if one.points is not None else ""
    return one.code, "\n".join(lines), format_points(one.points), possible
