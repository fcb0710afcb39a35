"""The blank paper slip, two of A5 to a sheet of A4: the questions of the page, for those without a telephone.

The boxes bear the numbers that are keyed in later (feedback.rules.slips).
"""

import json
from datetime import date
from pathlib import Path

import fontpkg_be_vietnam_pro
import typst
from django.utils.translation import gettext, override

from core import clock
from core.documents.content import clean
from feedback.enums import Stars
from feedback.models.ratings import COURTESIES, REASONS

TEMPLATE = Path(__file__).with_name("paper_slip.typ")
FONTS = Path(fontpkg_be_vietnam_pro.__file__).with_name("files")
LANGUAGES = ("vi", "en")


def paper_slip_pdf(*, agency: str, counter: str, language: str, made_on: date) -> bytes:
    """The bytes of the PDF in "vi" or "en"; the same slip gives the same bytes."""
    with override(language):
        words = {
            "language": language,
            "title": clean(gettext("Phiếu đánh giá tại quầy")),
            "agency": clean(agency),
            "counter": clean(counter),
            "day": gettext("Ngày:"),
            "stars_asked": gettext("Hôm nay ông/bà hài lòng ở mức nào?"),
            "stars": [[str(value), str(label)] for value, label in Stars.choices],
            "ticks_asked": gettext("Đánh dấu những điều người trực quầy đã làm; không bắt buộc."),
            "ticks": [str(label) for _code, label in COURTESIES],
            "reasons_asked": gettext("Nếu chưa hài lòng (1 hoặc 2), vì sao?"),
            "reasons": [str(label) for _code, label in REASONS],
            "remark_asked": gettext("Một câu góp ý (không bắt buộc; đừng ghi tên, số điện thoại)"),
            "promise": gettext(
                "Không ghi tên. Xin bỏ phiếu vào hòm; người của cơ quan khác mở hòm và nhập phiếu, không "
                "phải người trực quầy. Cơ quan chỉ thấy số liệu gộp từ 5 phiếu trở lên."
            ),
        }
    pdf = typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=[str(FONTS)],
        sys_inputs={"document": json.dumps(words, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(clock.start_of_day(made_on).timestamp()),
    )
    return bytes(pdf)
