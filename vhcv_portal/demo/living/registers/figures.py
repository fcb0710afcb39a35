"""The figures an office reports by month, and the indices that others publish by year."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from random import Random

from agencies.enums import AgencyKind
from agencies.models import AgencyVersion, User
from core import clock
from registers.actions.indices import import_indices
from registers.rules.contents import Kept
from registers.rules.indices import IndexFacts
from vhcv_portal.demo.living.registers.offices import Office, Told
from vhcv_portal.demo.living.stories import name_id


def figures(office: Office) -> Iterator[Told]:
    """Entries of figures, one of each kind a month, the last one not verified yet."""
    year, rng = office.today.year, office.rng
    for month in range(1, office.today.month):
        drawn = date(year, month + 1, 3)
        until = "declared" if month == office.today.month - 1 else "verified"
        sent = rng.randint(80, 260)
        signed = sent - rng.randint(0, sent // 12)
        details: tuple[tuple[str, Kept], ...] = (("month", month), ("total", sent), ("signed", signed))
        yield Told(f"ky-so-{month}", "digital_documents", drawn, details=details, until=until)
        if office.version.has_counter:
            total = rng.randint(120, 420)
            online = total * rng.randint(45, 92) // 100
            details = (("month", month), ("total", total), ("online", online), ("paid", online // 2))
            yield Told(f"truc-tuyen-{month}", "dossiers", drawn, details=details, until=until)
    if rng.random() < 0.6:
        yield Told(
            "iso",
            "iso_certificate",
            date(year, 1, 9),
            f"{rng.randint(1, 9)}/QĐ-ISO",
            "Giải quyết thủ tục hành chính",
            details=(("issuer", "Thủ trưởng cơ quan công bố"),),
        )


def indices(at: datetime) -> int:
    """Three years of two indices for departments, with ranks that follow from the values."""
    today, rng = clock.local_day(at), Random("chi-so")
    departments = AgencyVersion.objects.as_of(today).filter(kind=AgencyKind.DEPARTMENT).in_name_order()
    agencies = list(departments.values_list("agency", flat=True))
    rows: list[IndexFacts] = []
    for kind, low in (("par_index", 780), ("sipas", 800)):
        for year in range(today.year - 3, today.year):
            values = sorted((rng.randint(low, 960) for _one in agencies), reverse=True)
            order = rng.sample(agencies, len(agencies))
            document = f"Quyết định công bố chỉ số năm {year} (số liệu minh họa)"
            rows += [
                IndexFacts(
                    agency, kind, year, Decimal(value) / 10, Decimal(100), document, rank, len(agencies)
                )
                for rank, (agency, value) in enumerate(zip(order, values, strict=True), start=1)
            ]
    return import_indices(
        form_id=name_id("chi-so"), rows=rows, actor=User.objects.get(username="noivu"), at=at
    )
