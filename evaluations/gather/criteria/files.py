"""A criteria set as files: the workbook that people fill in, the zip it is shipped as, and reading either."""

import csv
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import xlsxwriter
from django.core.files import File
from python_calamine import CalamineError, CalamineWorkbook

from core.documents.sheets import LAST_ROW, SheetRefused, open_book, refuse_large, rows_of
from core.text import nfc
from evaluations.rules.set_definition import BrokenSetFile, SetDefinition, parse_set
from evaluations.rules.set_files import sheets
from evaluations.rules.set_files.cells import BookProblem
from evaluations.rules.set_files.reading import BookReading, from_book, people_first
from evaluations.rules.set_files.writing import to_book
from evaluations.rules.set_text import criteria_csv, set_json

MOST_TEXT = 4_000_000
"""Most bytes that one of the two files of a zip may unpack to."""

NAMES = ("set.json", "criteria.csv")
COLUMNS = {
    sheets.GROUPS: sheets.OF_GROUP,
    sheets.CRITERIA: sheets.EVERY_CRITERION,
    sheets.LEVELS: sheets.OF_LEVEL,
    sheets.BANDS: sheets.OF_BAND,
    sheets.QUOTAS: sheets.OF_QUOTA,
    sheets.CONFIDENCE: sheets.OF_CONFIDENCE,
}
PAIR_WIDTHS = (46, 90)


def archive(definition: SetDefinition) -> bytes:
    """The zip of ``set.json`` and ``criteria.csv``, the form in which sets are shipped."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as parts:
        parts.writestr(NAMES[0], set_json(definition))
        parts.writestr(NAMES[1], criteria_csv(definition))
    return target.getvalue()


def workbook(definition: SetDefinition) -> bytes:
    """The workbook with a sheet for each part of the set; every cell is text, never a formula."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format(
            {"bold": True, "bg_color": "#EAEFF3", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        body = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
        for name, rows in to_book(definition).items():
            sheet = book.add_worksheet(name)
            _lay_out(sheet, name, book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}))
            for line, row in enumerate(rows):
                for place, text in enumerate(row):
                    sheet.write_string(line, place, text, body if line else bold)
    return target.getvalue()


def _lay_out(sheet: Any, name: str, look: Any) -> None:
    """Widths, lists to choose from, headings that stay, and one page wide when printed."""
    columns = COLUMNS.get(name)
    if columns is None:
        for place, width in enumerate(PAIR_WIDTHS):
            sheet.set_column(place, place, width, look)
    else:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, look)
            choices = list(column.kind.choices)
            # Excel keeps a list of choices in 255 characters.
            if (
                choices
                and sum(len(one) + 1 for one in choices) < 255
                and not any("," in one for one in choices)
            ):
                sheet.data_validation(1, place, LAST_ROW, place, {"validate": "list", "source": choices})
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def read_set_file(file: File) -> BookReading:  # type: ignore[type-arg]
    """A set from an uploaded workbook or zip; raises SheetRefused for what is neither, or too large."""
    refuse_large(file)
    content = file.read()
    if _is_archive(content):
        return _read_archive(content)
    book = open_book(content)
    try:
        return from_book({nfc(name): _rows(book, name) for name in book.sheet_names if nfc(name) in _known()})
    except (CalamineError, ValueError, OSError) as error:
        raise SheetRefused("Không đọc được tệp này. Hãy lưu lại dưới dạng Excel (.xlsx).") from error


def _known() -> frozenset[str]:
    return frozenset({sheets.HEAD, sheets.SETTINGS, *COLUMNS})


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.height > sheets.MOST_ROWS + 1 or sheet.width > sheets.MOST_COLUMNS:
        raise SheetRefused(
            f"Trang “{name}” có {sheet.height} hàng, {sheet.width} cột; "
            f"tối đa {sheets.MOST_ROWS} hàng và {sheets.MOST_COLUMNS} cột."
        )
    return rows_of(sheet)


def _is_archive(content: bytes) -> bool:
    """Whether it is a zip that holds the two files; a workbook is a zip that does not."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            return set(NAMES) <= set(parts.namelist())
    except (BadZipFile, ValueError):
        return False


def _read_archive(content: bytes) -> BookReading:
    try:
        with ZipFile(BytesIO(content)) as parts:
            if any(parts.getinfo(name).file_size > MOST_TEXT for name in NAMES):
                raise SheetRefused("Tệp giải nén ra quá lớn.")
            head, table = (parts.read(name) for name in NAMES)
        definition = parse_set(head, table)
        _refuse_odd(definition)
    except BrokenSetFile as error:
        return BookReading(None, (BookProblem("", "", str(error)),))
    except (
        ArithmeticError,
        AttributeError,
        BadZipFile,
        KeyError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
        csv.Error,
    ) as error:
        raise SheetRefused("set.json hoặc criteria.csv không đúng dạng. Hãy tải lại tệp mẫu .zip.") from error
    if len(definition.criteria) > sheets.MOST_ROWS:
        raise SheetRefused(f"Tệp có {len(definition.criteria)} tiêu chí, tối đa {sheets.MOST_ROWS}.")
    return BookReading(people_first(definition), ())


def _refuse_odd(definition: SetDefinition) -> None:
    """Values of the right kinds, for JSON promises none; raises TypeError."""
    texts = (
        definition.code,
        definition.title,
        definition.legal_basis,
        definition.source,
        definition.parent,
        *definition.comparison_groups,
        *(text for one in definition.groups for text in (one.code, one.name, one.parent, one.sharing)),
    )
    switches = (definition.is_scoring, definition.is_default_points)
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(one, bool) for one in switches):
        raise TypeError
    if not isinstance(definition.version, int) or not isinstance(definition.settings, dict):
        raise TypeError
