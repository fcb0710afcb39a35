"""The minutes of an inspection (biên bản): the outline and the wording, which the phone's draft follows.

Minutes state facts. They never name a member of staff who was observed: the builder is given none.
(NĐ 30/2020, Appendix III, form 1.9; TT 56/2025/TT-BCT, form 05.)
"""

from core.documents.flow import Block, FlowTable, Heading, Paper, Paragraph, Signatures, Signer
from evaluations.rules.documents.facts import Counted, FoundGroup, InspectionFacts, Photo, Signed
from evaluations.rules.documents.head import House, Numbered, Proof, letterhead, proof_blocks
from evaluations.rules.documents.wording import (
    drift,
    duration,
    ended,
    long_day,
    long_hour,
    long_moment,
    two_digits,
    who,
)

TITLE = "BIÊN BẢN"
SUBTITLE = "Kiểm tra việc thực hiện văn hóa công vụ tại {agency}"
OUTLINE = (
    "I. THÀNH PHẦN",
    "II. THỜI GIAN, ĐỊA ĐIỂM",
    "III. ĐIỂM DANH",
    "IV. KẾT QUẢ GHI NHẬN",
    "V. ẢNH MINH CHỨNG",
    "VI. Ý KIẾN CỦA CƠ QUAN ĐƯỢC KIỂM TRA",
    "VII. ĐỌC LẠI VÀ KÝ BIÊN BẢN",
)
TEAM, AGENCY = "1. Đoàn kiểm tra", "2. Cơ quan được kiểm tra: {agency}"
COUNT_LABELS = ("Nội dung", "Số người")
FOUND_LABELS = ("Mã", "Nội dung kiểm tra", "Kết quả", "Mức độ", "Ghi chú")
PHOTO_LABELS = ("STT", "Tiêu chí", "Chú thích", "Mã SHA-256 tính lúc chụp")
NO_COUNT = "Đoàn kiểm tra không điểm danh."
NO_FINDING = "Đoàn kiểm tra không ghi nhận nội dung nào."
NO_PHOTO = "Không có ảnh."
NO_REMARK = "Cơ quan được kiểm tra không có ý kiến khác."
READ_BACK = "Biên bản đã được đọc lại cho các bên có mặt cùng nghe, công nhận nội dung ghi trên là đúng."
COPIES = (
    "Biên bản được lập thành {copies} bản có nội dung và giá trị như nhau; "
    "Đoàn kiểm tra giữ 01 bản, {agency} giữ {rest} bản."
)
REPLY = (
    "Cơ quan được kiểm tra có quyền giải trình từng nội dung và gửi kèm tài liệu trên Cổng "
    "đến hết {day}. Biên bản ghi sự việc tại thời điểm kiểm tra, chưa phải là kết luận."
)
SIDES = (("agency", "ĐẠI DIỆN CƠ QUAN\nĐƯỢC KIỂM TRA"), ("team", "ĐẠI DIỆN\nĐOÀN KIỂM TRA"))
"""The sides that sign with their capacities: the inspected to the left, the team to the right."""


def minutes_paper(facts: InspectionFacts, house: House, numbered: Numbered, proof: Proof | None) -> Paper:
    """The minutes; ``proof`` is None for a draft."""
    return Paper(
        title=TITLE,
        subtitle=SUBTITLE.format(agency=facts.agency_name),
        letterhead=letterhead(house, numbered),
        made_on=numbered.day or facts.visited_on,
        legal_lines=tuple(ended_base(line) for line in facts.order.bases),
        blocks=(
            Paragraph(opening(facts)),
            *people_blocks(facts),
            *time_blocks(facts),
            *count_blocks(facts.headcount),
            *found_blocks(facts),
            *photo_blocks(facts.photos),
            *remark_blocks(facts),
            *closing_blocks(facts),
        ),
        tail=proof_blocks(proof),
    )


def ended_base(line: str) -> str:
    """A legal basis ends with a semicolon."""
    return f"{line.strip().rstrip(';.,')};"


def opening(facts: InspectionFacts) -> str:
    """By which order, when and where the minutes are drawn up."""
    order = facts.order
    by = f"Thực hiện Quyết định số {order.number}"
    if order.issued_on:
        by += f" {long_day(order.issued_on)} của {order.signer_post}"
    began = long_moment(facts.started_at) if facts.started_at else long_day(facts.visited_on)
    place = facts.finish.place or facts.agency_address or facts.agency_name
    return f"{by}, hồi {began}, tại {place}, Đoàn kiểm tra lập biên bản như sau:"


def people_blocks(facts: InspectionFacts) -> tuple[Block, ...]:
    """I: the two delegations."""
    agency = [Paragraph(ended(who(one.name, one.post)), mark="-") for one in facts.agency_people]
    return (
        Heading(OUTLINE[0]),
        Heading(TEAM, 2),
        *(Paragraph(ended(who(one.name, one.post)), mark="-") for one in facts.team),
        Heading(AGENCY.format(agency=facts.agency_name), 2),
        *(agency or [Paragraph("Đại diện cơ quan ký ở cuối biên bản.", mark="-")]),
    )


def time_blocks(facts: InspectionFacts) -> tuple[Block, ...]:
    """II: mode, period covered, hours, duration, and how far the phones' clocks were off."""
    order, finish = facts.order, facts.finish
    lines = [f"Hình thức kiểm tra: {facts.mode_label.lower()}."]
    if facts.topic:
        lines.append(ended(f"Nội dung kiểm tra: {facts.topic}"))
    if order.covers_from and order.covers_to:
        lines.append(
            f"Thời kỳ kiểm tra: từ {long_day(order.covers_from)} đến hết {long_day(order.covers_to)}."
        )
    if facts.started_at and finish.ended_at:
        lines.append(
            f"Thời gian làm việc: từ {long_hour(facts.started_at)} đến {long_hour(finish.ended_at)} "
            f"({duration(finish.ended_at - facts.started_at)})."
        )
    lines.append(ended(f"Địa điểm: {finish.place or facts.agency_address or facts.agency_name}"))
    lines.append(f"Đồng hồ của máy ghi nhận lệch với máy chủ {drift(facts.drift_ms)}.")
    return (Heading(OUTLINE[1]), *(Paragraph(line, mark="-") for line in lines))


def count_blocks(counted: Counted | None) -> tuple[Block, ...]:
    """III: the head-count at its hour, by reason of absence."""
    if counted is None:
        return (Heading(OUTLINE[2]), Paragraph(NO_COUNT))
    rows = [("Tổng số theo danh sách", str(counted.roster)), ("Có mặt", str(counted.present))]
    rows += [(f"Vắng: {words}", str(people)) for words, people in counted.absences]
    said = f"Lúc {long_moment(counted.counted_at)}, có mặt {counted.present}/{counted.roster} người."
    return (
        Heading(OUTLINE[2]),
        Paragraph(said),
        FlowTable(COUNT_LABELS, (70, 20), tuple(rows), numbers=(1,), caption="Điểm danh"),
    )


def found_blocks(facts: InspectionFacts) -> tuple[Block, ...]:
    """IV: what was recorded, criterion by criterion, under the set's version."""
    if not facts.found:
        return (Heading(OUTLINE[3]), Paragraph(NO_FINDING))
    short = sum(one.short for one in facts.found)
    said = (
        f"Ghi nhận theo bộ tiêu chí “{facts.set_title}”, phiên bản {facts.set_version}: "
        f"{len(facts.found)} tiêu chí, trong đó {short} tiêu chí chưa đạt đầy đủ."
    )
    blocks: list[Block] = [Heading(OUTLINE[3]), Paragraph(said)]
    for number, group in enumerate(facts.groups, start=1):
        blocks += group_blocks(number, group)
    return tuple(blocks)


def group_blocks(number: int, group: FoundGroup) -> list[Block]:
    """The findings of one group; what is less than full stands in bold."""
    rows = tuple((one.code, one.statement, one.result, one.stated_severity, one.note) for one in group.found)
    bold = tuple(place for place, one in enumerate(group.found) if one.short)
    table = FlowTable(FOUND_LABELS, (16, 54, 24, 16, 36), rows, emphasised=bold, caption=group.name)
    return [Heading(f"{number}. {group.name}", 2), table]


def photo_blocks(photos: tuple[Photo, ...]) -> tuple[Block, ...]:
    """V: every photograph with the digest that was taken when it was made."""
    if not photos:
        return (Heading(OUTLINE[4]), Paragraph(NO_PHOTO))
    rows = tuple(
        (str(number), photo.criterion, photo_caption(photo), photo.sha256)
        for number, photo in enumerate(photos, start=1)
    )
    return (
        Heading(OUTLINE[4]),
        Paragraph(f"{len(photos)} ảnh chụp tại chỗ; mã SHA-256 cho biết tệp ảnh có bị thay đổi hay không."),
        FlowTable(PHOTO_LABELS, (12, 17, 50, 66), rows, numbers=(0,), fixed=(3,), caption="Ảnh minh chứng"),
    )


def photo_caption(photo: Photo) -> str:
    """The caption, and whether places were made unreadable before it left the phone."""
    blurred = f"đã làm mờ {photo.blurred} vùng" if photo.blurred else ""
    return "; ".join(part for part in (photo.caption, blurred) if part)


def remark_blocks(facts: InspectionFacts) -> tuple[Block, ...]:
    """VI: what the inspected said, word for word."""
    lines = [line for line in facts.finish.remarks.splitlines() if line.strip()] or [NO_REMARK]
    return (Heading(OUTLINE[5]), *(Paragraph(line.strip()) for line in lines))


def closing_blocks(facts: InspectionFacts) -> tuple[Block, ...]:
    """VII: when it ended, that it was read back, copies, the right of reply, and the signatures."""
    finish, lines = facts.finish, []
    if finish.ended_at:
        lines.append(f"Việc kiểm tra tại chỗ kết thúc hồi {long_moment(finish.ended_at)}.")
    if finish.read_back:
        lines.append(READ_BACK)
    rest = two_digits(max(finish.copies - 1, 1))
    lines.append(COPIES.format(copies=two_digits(finish.copies), rest=rest, agency=facts.agency_name))
    if facts.explain_due_on:
        lines.append(REPLY.format(day=long_day(facts.explain_due_on)))
    signed = {one.side: one for one in facts.signatures}
    signers = tuple(signer(capacity, signed.get(side)) for side, capacity in SIDES)
    return (Heading(OUTLINE[6]), *(Paragraph(line) for line in lines), Signatures(signers))


def signer(capacity: str, signed: Signed | None) -> Signer:
    """One side as it is printed: the drawn name, or why there is none."""
    if signed is None:
        return Signer(capacity)
    return Signer(
        capacity,
        name=signed.name,
        post=signed.post,
        remark=signing_remark(signed),
        strokes=signed.strokes,
        width=signed.width,
        height=signed.height,
    )


def signing_remark(signed: Signed) -> str:
    """What stands instead of a drawn name: a refusal with its reason and witness, or a pen on paper."""
    if signed.way == "paper":
        return "(Đã ký trên bản giấy)"
    if signed.way != "refused":
        return ""
    witness = f"{signed.witness_name}, {signed.witness_post}" if signed.witness_post else signed.witness_name
    return f"(Từ chối ký. Lý do: {ended(signed.reason)} Người làm chứng: {ended(witness)})"
