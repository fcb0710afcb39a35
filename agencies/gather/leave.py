"""Leave for its pages: whose may be recorded, what stands, and the workbook to fill in."""

from datetime import date

from agencies.access import leave_people
from agencies.enums import LeaveKind
from agencies.models import Leave, User
from agencies.rules.leave import HEADINGS, People
from core.documents.sheets import Heading, write_template
from core.text import fold

WIDTHS = (16, 30, 24, 16, 18, 36)
CHOICES = {"kind": tuple(str(label) for label in LeaveKind.labels)}


def people_of(user: User, on: date) -> People:
    """Whose leave the user may record on ``on``, by code, and what stands of it (two queries)."""
    people = leave_people(user, on)
    codes = {fold(code): (pk, name) for pk, code, name in people.values_list("pk", "code", "full_name")}
    taken: dict[int, list[tuple[date, date | None]]] = {}
    standing = Leave.objects.standing().filter(staff__in=people.values("pk")).order_by("starts_on", "pk")
    for staff, starts_on, ends_on in standing.values_list("staff_id", "starts_on", "ends_on"):
        taken.setdefault(staff, []).append((starts_on, ends_on))
    return People(codes, taken)


def template(people: list[tuple[str, str]]) -> bytes:
    """The workbook to fill in: headings, the kinds of leave to choose from, people on a second sheet."""
    columns = [
        Heading(label, width, CHOICES.get(name, ()), is_day=name.endswith("_on"), is_text=name == "staff")
        for (name, label), width in zip(HEADINGS, WIDTHS, strict=True)
    ]
    listed = [("Mã cán bộ", "Họ và tên"), *people]
    return write_template("Thời gian nghỉ", columns, [("Danh sách cán bộ", listed)])
