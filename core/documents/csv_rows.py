"""Text tables (CSV) that other systems and people write: read with limits, and written so that nothing runs.

Excel writes UTF-8 with a mark, or UTF-16 with tabs; both are read. What is in an older Vietnamese encoding
(Windows-1258, TCVN3, VNI) cannot be told apart safely and is refused with what to do.
"""

import codecs
import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from core.documents.sheets import SheetRefused
from core.text import nfc

MAX_BYTES = 1_000_000
MAX_CELL = 1_000
"""Most signs in one cell."""

SEPARATORS = (",", ";", "\t")
ENCODING = (
    "Tệp không ở bảng mã UTF-8 (có thể là Windows-1258, TCVN3 hoặc VNI) nên tiếng Việt sẽ sai. "
    "Trong Excel hãy chọn Lưu thành → “CSV UTF-8 (Comma delimited)” rồi gửi lại."
)
NO_TABLE = "Tệp không phải bảng CSV: có ký tự của tệp nhị phân. Hãy xuất lại dưới dạng CSV UTF-8."
BROKEN = "Hàng {row}: dấu ngoặc kép không khớp hoặc ô quá dài. Hãy xuất lại tệp."
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def read_csv(content: bytes, *, most_rows: int, most_columns: int) -> list[list[str]]:
    """The rows of a table, its heading among them, blank rows kept as such; raises SheetRefused.

    ``most_rows`` counts the rows below the heading. Comma, semicolon and tab separate, whichever the heading
    uses most.
    """
    if len(content) > MAX_BYTES:
        raise SheetRefused("Tệp lớn hơn 1 MB. Hãy chia thành nhiều tệp rồi gửi lần lượt.")
    text = decoded(content)
    heading = text.partition("\n")[0]
    separator = max(SEPARATORS, key=heading.count)
    rows: list[list[str]] = []
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in lines:
            _refuse_row(row, len(rows), most_rows, most_columns)
            rows.append(row)
    except csv.Error as error:
        raise SheetRefused(BROKEN.format(row=lines.line_num)) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def decoded(content: bytes) -> str:
    """The text of a file in NFC; raises SheetRefused for another encoding than UTF-8 and marked UTF-16."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetRefused(NO_TABLE if b"\x00" in content else ENCODING) from error
    if "\x00" in text:
        raise SheetRefused(NO_TABLE)
    return nfc(text)


def _refuse_row(row: Sequence[str], before: int, most_rows: int, most_columns: int) -> None:
    if before > most_rows:
        raise SheetRefused(f"Tệp có quá {most_rows} dòng. Hãy chia thành nhiều tệp rồi gửi lần lượt.")
    if len(row) > most_columns and any(row[most_columns:]):
        raise SheetRefused(f"Hàng {before + 1} có {len(row)} cột; tối đa {most_columns} cột.")
    if any(len(cell) > MAX_CELL for cell in row):
        raise SheetRefused(BROKEN.format(row=before + 1))


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """A table in UTF-8 with the mark that Excel asks for; no cell is taken for a formula."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell for cell in row])
    return codecs.BOM_UTF8 + target.getvalue().encode()
