"""Posters of counters as a tagged PDF (PDF/UA), set by Typst with ``poster.typ``: a page for each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
import typst
from django.utils.translation import gettext, override

from core import clock
from core.documents.content import clean
from core.documents.paper_pdf import qr_picture

TEMPLATE = Path(__file__).with_name("poster.typ")
FONTS = Path(fontpkg_be_vietnam_pro.__file__).with_name("files")
SIZES = ("a4", "a5")
LANGUAGES = ("vi", "en")
MOST = 200
"""Pages in one file: more counters than any agency has."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed of one counter; ``unit`` is empty where the agency runs it itself."""

    agency: str
    unit: str
    counter: str
    address: str


def poster_pdf(sheets: Sequence[Sheet], *, size: str, language: str, made_on: date) -> bytes:
    """The bytes of the PDF in "a4" or "a5" and "vi" or "en"; the same sheets give the same bytes."""
    with override(language):
        words = {"size": size, "language": language, **_words(sheets)}
    pdf = typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=[str(FONTS)],
        sys_inputs={"document": json.dumps(words, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(clock.start_of_day(made_on).timestamp()),
    )
    return bytes(pdf)


def _words(sheets: Sequence[Sheet]) -> dict[str, Any]:
    return {
        "title": _title(sheets),
        "invitation": gettext("Mời ông/bà đánh giá thái độ phục vụ"),
        "steps": [
            gettext("Mở máy ảnh điện thoại hoặc Zalo, quét mã."),
            gettext("Chọn mức hài lòng từ 1 đến 5."),
            gettext("Bấm “Gửi đánh giá”."),
        ],
        "promise": gettext("Không cần tài khoản"),
        "keeps": gettext(
            "Cổng chỉ giữ ngày đánh giá; không giữ giờ, tên, số điện thoại hay địa chỉ của ông/bà. "
            "Cơ quan chỉ thấy số liệu gộp từ 5 lượt trở lên. Không đánh giá cũng không ảnh hưởng đến hồ sơ."
        ),
        "by_hand": gettext("Không quét được? Gõ địa chỉ này hoặc xin phiếu giấy tại quầy:"),
        "sheets": [_sheet(sheet) for sheet in sheets],
    }


def _title(sheets: Sequence[Sheet]) -> str:
    first = sheets[0]
    name = first.counter if len(sheets) == 1 else first.agency
    return clean(gettext("Tờ dán đánh giá: %(name)s") % {"name": name})


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "agency": clean(sheet.agency),
        "unit": clean(sheet.unit),
        "counter": clean(sheet.counter),
        "address": by_hand(sheet.address),
        "picture": qr_picture(sheet.address, "svg").decode(),
        "alt": gettext("Mã QR mở trang đánh giá %(name)s") % {"name": clean(sheet.counter)},
    }


def by_hand(address: str) -> list[str]:
    """An address as people type it, in two lines: the portal without "https://", and the code."""
    whole = address.removeprefix("https://").removeprefix("http://").removesuffix("/")
    front, slash, code = whole.rpartition("/")
    return [front + slash, code]
