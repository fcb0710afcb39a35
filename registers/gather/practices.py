"""The library of good practices: every agency's verified ones, found by words, theme and status."""

from dataclasses import dataclass
from datetime import date

from agencies.gather.names import last_names
from core.text import fold
from registers.models import Entry
from registers.rules.practices import status_of, theme_of

REGISTER = "good_practice"


@dataclass(frozen=True, slots=True)
class Practice:
    """One good practice with the agency (and unit) that does it."""

    entry: Entry
    agency: str
    unit: str
    status: str
    theme: str

    @property
    def about(self) -> str:
        """How it is done and what came of it."""
        return str(self.entry.details.get("about") or "")


def practices(on: date, *, words: str = "", theme: str = "", status: str = "") -> list[Practice]:
    """Verified good practices that have begun, the newest first; two queries.

    Accents and case do not matter for ``words``, which are looked for in title, description and agency.
    """
    found = Entry.objects.verified().filter(register=REGISTER, day__lte=on)
    entries = list(found.order_by("-day", "pk"))
    named = {pk for one in entries for pk in (one.agency_id, one.unit_id) if pk}
    names = last_names(named)
    listed = []
    for entry in entries:
        unit = names[entry.unit_id].short_name if entry.unit_id in names else ""
        one = Practice(
            entry, names[entry.agency_id].name, unit, status_of(entry.details, on), theme_of(entry.details)
        )
        if _meets(one, fold(words).split(), theme, status):
            listed.append(one)
    return listed


def _meets(one: Practice, words: list[str], theme: str, status: str) -> bool:
    if (theme and one.theme != theme) or (status and one.status != status):
        return False
    text = fold(f"{one.entry.title} {one.about} {one.agency} {one.unit}")
    return all(word in text for word in words)
