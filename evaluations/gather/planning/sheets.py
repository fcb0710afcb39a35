"""An uploaded plan as plain rows, and the workbook to fill in."""

from django.core.files import File

from core.documents.sheets import Heading, write_template
from core.documents.sheets import read_upload as rows_of
from core.sheet_cells import Value
from evaluations.enums import InspectionMode
from evaluations.rules.planning.importing import HEADINGS, MAX_COLUMNS, MAX_ROWS

WIDTHS = (44, 8, 16, 36, 16, 16, 28, 44)
CHOICES = {"quarter": ("1", "2", "3", "4"), "mode": tuple(str(label) for label in InspectionMode.labels)}


def read_upload(file: File) -> list[list[Value]]:
    """The rows of the first sheet; raises SheetRefused with what to do about it."""
    return rows_of(file, most_rows=MAX_ROWS, most_columns=MAX_COLUMNS)


def template(agencies: list[tuple[str, str]]) -> bytes:
    """The workbook to fill in: headings, lists to choose from, and the agencies on a second sheet."""
    columns = [
        Heading(label, width, CHOICES.get(field, ()), is_day=field.startswith("covers"))
        for (field, label), width in zip(HEADINGS, WIDTHS, strict=True)
    ]
    return write_template("Kế hoạch", columns, [("Danh sách cơ quan", [("Mã", "Tên cơ quan"), *agencies])])
