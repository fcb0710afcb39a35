"""Workbooks that people fill in: the template to start from, and an uploaded one as plain rows.

An uploaded workbook is refused before it can cost memory or time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import xlsxwriter
from django.core.files import File
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from core.errors import Refused
from core.sheet_cells import Value

MAX_BYTES = 1_000_000
"""Largest workbook taken, in bytes, where a page says nothing else."""

MAX_UNPACKED = 40_000_000
"""Most bytes its parts may unpack to; a larger sum is a zip bomb or no table of ours."""

LAST_ROW = 5_000
"""Row down to which a template offers its lists of choices."""


class SheetRefused(Refused):
    """The file is no workbook, or larger than a table of ours can be (HTTP 422)."""

    status = 422


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a template: its heading, width in characters, values to choose from.

    ``is_day`` shows what is typed as a day; ``is_text`` keeps a code such as "007" as it is typed.
    """

    label: str
    width: int = 18
    choices: Sequence[str] = ()
    is_day: bool = False
    is_text: bool = False


def read_upload(file: File, *, most_rows: int, most_columns: int) -> list[list[Value]]:  # type: ignore[type-arg]
    """As :func:`read_rows`, of an uploaded file; one that is too large is not read at all."""
    refuse_large(file)
    return read_rows(file.read(), most_rows=most_rows, most_columns=most_columns)


def refuse_large(file: File, most_bytes: int = MAX_BYTES) -> None:  # type: ignore[type-arg]
    """Raise SheetRefused for a file of more than ``most_bytes``."""
    if file.size > most_bytes:
        raise SheetRefused(
            f"Tệp lớn hơn {most_bytes // 1_000_000} MB. Hãy xóa hình ảnh và các trang tính thừa rồi gửi lại."
        )


def read_rows(content: bytes, *, most_rows: int, most_columns: int) -> list[list[Value]]:
    """The rows of the first sheet, its heading among them; raises SheetRefused with what to do about it.

    ``most_rows`` counts the rows below the heading.
    """
    try:
        sheet = open_book(content).get_sheet_by_index(0)
    except (CalamineError, IndexError, ValueError, OSError) as error:
        raise SheetRefused("Không đọc được tệp này. Hãy lưu lại dưới dạng Excel (.xlsx).") from error
    if sheet.height > most_rows + 1 or sheet.width > most_columns:
        raise SheetRefused(
            f"Trang tính có {sheet.height} hàng, {sheet.width} cột; "
            f"tối đa {most_rows} hàng và {most_columns} cột."
        )
    return rows_of(sheet)


def open_book(content: bytes) -> CalamineWorkbook:
    """The workbook in ``content``; raises SheetRefused for anything else and for what unpacks to too much."""
    _refuse_bombs(content)
    try:
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except (CalamineError, ValueError, OSError) as error:
        raise SheetRefused("Không đọc được tệp này. Hãy lưu lại dưới dạng Excel (.xlsx).") from error


def rows_of(sheet: CalamineSheet) -> list[list[Value]]:
    """Every row from the first; times and spans of time are told in words."""
    return [[_plain(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _plain(value: Any) -> Value:
    return value if isinstance(value, Value) else str(value)


def _refuse_bombs(content: bytes) -> None:
    """An .xlsx is a zip; what its parts unpack to is written in its directory."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (BadZipFile, ValueError) as error:
        raise SheetRefused("Tệp không phải là Excel .xlsx. Hãy dùng tệp mẫu.") from error
    if unpacked > MAX_UNPACKED:
        raise SheetRefused("Tệp giải nén ra quá lớn. Hãy chép các dòng sang tệp mẫu rồi gửi lại.")


def write_template(
    name: str, headings: Sequence[Heading], lists: Sequence[tuple[str, Sequence[Sequence[str]]]] = ()
) -> bytes:
    """A workbook to fill in: headings with lists to choose from, and further sheets to look things up in.

    ``lists`` are (sheet name, rows); their first row is the heading. Text is never taken for a formula.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#EAEFF3", "border": 1, "text_wrap": True})
        day, text = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(name[:31])
        for place, heading in enumerate(headings):
            look = day if heading.is_day else text if heading.is_text else None
            sheet.set_column(place, place, heading.width, look)
            sheet.write_string(0, place, heading.label, bold)
            # Excel keeps a list of choices in 255 characters.
            if heading.choices and sum(len(choice) + 1 for choice in heading.choices) < 255:
                offered = {"validate": "list", "source": list(heading.choices)}
                sheet.data_validation(1, place, LAST_ROW, place, offered)
        sheet.freeze_panes(1, 0)
        for title, rows in lists:
            listed = book.add_worksheet(title[:31])
            for line, row in enumerate(rows):
                for place, word in enumerate(row):
                    listed.write_string(line, place, word, bold if not line else None)
            listed.set_column(0, 0, 22)
            listed.set_column(1, 3, 48)
    return target.getvalue()
