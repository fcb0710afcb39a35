"""The registers of some offices in the demonstration: declared by heads, verified by inspectors."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from core import clock
from evaluations.actions.registers import settle_registers
from evaluations.actions.results import refresh_results
from evaluations.models import Period
from registers.actions.ship_legal import ship_legal_documents
from registers.models import Entry
from vhcv_portal.demo.living.registers.figures import figures, indices
from vhcv_portal.demo.living.registers.offices import Office, Told, offices
from vhcv_portal.demo.living.registers.papers import papers
from vhcv_portal.demo.living.registers.people import people
from vhcv_portal.demo.living.registers.writing import name_the_head, write_entry


def load_registers(at: datetime) -> dict[str, int]:
    """Write the registers once; rows by kind, none where an entry stands."""
    if Entry.objects.exists():
        return {}
    laws = ship_legal_documents(at=at)
    written = list(offices(at))
    for office in written:
        for told in _entries(office):
            write_entry(office, told)
        name_the_head(office)
    ranked = indices(at)
    for period in Period.objects.open().months().filter(starts_on__year=clock.local_day(at).year):
        settle_registers(period=period, agencies=[one.version.agency_id for one in written], at=at)
        refresh_results(period=period, agencies=[one.version.agency_id for one in written], at=at)
    return {
        "register_entries": Entry.objects.count(),
        "legal_documents": laws,
        "external_indices": ranked,
    }


def _entries(office: Office) -> Iterator[Told]:
    """What an office kept this year, up to today; later days have not come."""
    for told in (*papers(office), *people(office), *figures(office)):
        if told.day < office.today - timedelta(days=3):
            yield told
