"""Slips with one-time codes, eight of A7 to a sheet of A4, as a tagged PDF set by Typst (visit_slips.typ)."""

import json
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import fontpkg_be_vietnam_pro
import segno
import typst

from core import clock
from core.documents.content import clean

TEMPLATE = Path(__file__).with_name("visit_slips.typ")
FONTS = Path(fontpkg_be_vietnam_pro.__file__).with_name("files")


class VisitSlip(NamedTuple):
    """What one slip says; ``counter`` is empty where the list named none, ``until`` the code's last day."""

    agency: str
    counter: str
    code: str
    address: str
    until: str


def visit_slips_pdf(slips: Sequence[VisitSlip], *, made_on: date) -> bytes:
    """The bytes of the PDF; the same slips give the same bytes."""
    words = {
        "title": clean(f"Phiếu mời đánh giá: {slips[0].agency}"),
        "slips": [
            {
                "agency": clean(slip.agency),
                "counter": clean(slip.counter),
                "code": slip.code,
                "address": slip.address.partition("?")[0].partition("#")[0],
                "until": slip.until,
                "picture": list(_qr(slip.address)),
                "alt": f"Mã QR mở trang đánh giá với mã {slip.code}",
            }
            for slip in slips
        ],
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


def _qr(address: str) -> bytes:
    """The code of an address as a PNG of four pixels a module, under one mask.

    Trying all eight masks takes 6 ms of 7 (two thousand slips: 15 s of processor instead of 5), and the
    signature in the address is as good as random under any.
    """
    target = BytesIO()
    code = segno.make(address, micro=False, error="m", boost_error=False, mask=3)
    code.save(target, kind="png", border=2, scale=4)
    return target.getvalue()
