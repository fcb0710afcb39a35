"""What the names in a register's sheet stand for, and the people to look up in its template."""

from collections.abc import Collection
from datetime import date

from agencies.models import AgencyVersion, Posting, StaffMember
from agencies.models.dated import in_force
from core.text import fold
from registers.gather.desk import units_of
from registers.models import Entry
from registers.rules.catalogue import FieldKind, Register
from registers.rules.import_cells import Book


def book_of(agency_id: int, register: Register, codes: Collection[str], today: date) -> Book:
    """The book of one agency; ``codes`` are the staff codes in the sheet, in capitals."""
    units = {}
    for unit in units_of(agency_id, today):
        units |= {fold(unit.name): unit.agency_id, fold(unit.short_name): unit.agency_id}
    staff = StaffMember.objects.filter(code__in=[*codes, *(code.lower() for code in codes)])
    entries: dict[str, tuple[str, ...]] = {}
    for one in register.fields:
        if one.kind is FieldKind.ENTRY:
            rows = Entry.objects.verified().filter(agency=agency_id, register=one.of).order_by("pk")
            for pk, number in rows.values_list("pk", "number"):
                key = fold(number).replace(" ", "")
                entries[key] = (*entries.get(key, ()), str(pk))
    return Book(
        agency=agency_id,
        year=today.year,
        today=today,
        units=units,
        staff={code.upper(): pk for code, pk in staff.values_list("code", "pk")},
        entries=entries,
    )


def people_sheet(agency_id: int, on: date) -> list[list[str]]:
    """Code, name and unit of everybody who works in a rated agency on a day, in the order of names."""
    posts = Posting.objects.as_of(on).filter(
        in_force(on, "agency__versions__"), agency__versions__rated_agency=agency_id
    )
    rows = posts.order_by("staff__name_sort", "staff__code", "pk").values_list(
        "staff__code", "staff__full_name", "agency__versions__name"
    )
    return list({code: [code, name, unit] for code, name, unit in rows}.values())


def rated_choices(on: date) -> list[tuple[int, str]]:
    """Agencies that receive a score of their own, as choices in the order of names."""
    rows = AgencyVersion.objects.as_of(on).rated().in_name_order()
    return list(rows.values_list("agency", "name"))
