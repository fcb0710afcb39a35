"""Papers to test with: one with every block, and one whose texts try to be something else."""

from datetime import date
from typing import Any

from core.documents.content import Letterhead
from core.documents.content import Signature as Seal
from core.documents.flow import (
    FlowTable,
    Heading,
    Paper,
    Paragraph,
    QrCode,
    Signatures,
    Signer,
    SmallPrint,
)

DAY = date(2026, 4, 2)
STROKES = (((5, 40), (60, 10), (120, 55)), ((10, 60), (140, 62)), ((150, 30),))
DIGEST = "0123456789abcdef" * 4


def paper(**changes: Any) -> Paper:
    """A paper that has one of everything."""
    usual: dict[str, Any] = {
        "title": "BIÊN BẢN",
        "subtitle": "Bàn giao hồ sơ quý I",
        "letterhead": Letterhead(
            "Ủy ban nhân dân tỉnh Vĩnh Long", "Sở Nội vụ", "Vĩnh Long", DAY, "12/BB-SNV"
        ),
        "made_on": DAY,
        "legal_lines": ("Căn cứ Quyết định số 1847/QĐ-TTg ngày 27 tháng 12 năm 2018;",),
        "blocks": (
            Paragraph("Hồi 08 giờ 15 phút ngày 02 tháng 4 năm 2026, các bên cùng bàn giao:"),
            Heading("I. NỘI DUNG"),
            Heading("1. Hồ sơ", 2),
            Paragraph("Ông/bà Nguyễn Thị Hòa – Trưởng phòng.", mark="-"),
            FlowTable(
                ("STT", "Tên", "Mã"),
                (10, 50, 60),
                (("1", "Sổ công văn", DIGEST), ("2", "Sổ họp", "")),
                numbers=(0,),
                fixed=(2,),
                emphasised=(1,),
                caption="Hồ sơ",
            ),
            Paragraph("Biên bản đã được đọc lại.", italic=True),
            Signatures(
                (
                    Signer(
                        "BÊN GIAO", "Trần Văn Khởi", "Phó Giám đốc", strokes=STROKES, width=160, height=80
                    ),
                    Signer("BÊN NHẬN", remark="(Từ chối ký. Người làm chứng: Lý Thị Mai)"),
                )
            ),
        ),
        "recipients": ("Như trên;", "Lưu: VT."),
        "signature": Seal("Giám đốc", "Lê Minh Đức"),
        "tail": (
            QrCode("https://example.vn/xac-minh/ABC/", ("Mã xác minh: ABCD 2345", "Quét mã để kiểm tra.")),
            SmallPrint("Bản này in từ máy."),
        ),
    }
    return Paper(**(usual | changes))


def hostile_paper() -> Paper:
    """Every text is markup of somebody's."""
    trap = '={{ 7*7 }} #panic("x") *đậm* $x$ <b>&amp; \\ " [x](y)'
    return Paper(
        title=trap,
        subtitle=trap,
        letterhead=Letterhead(trap, trap, trap, None, trap),
        made_on=DAY,
        legal_lines=(trap,),
        blocks=(
            Heading(trap),
            Paragraph(trap, mark="#"),
            FlowTable((trap,), (1,), ((trap,), ("chuông\x07",)), caption=trap),
            Signatures((Signer(trap, trap, trap, trap),)),
        ),
        recipients=(trap,),
        signature=Seal(trap, trap),
        tail=(SmallPrint(trap), QrCode(trap, (trap,))),
    )
