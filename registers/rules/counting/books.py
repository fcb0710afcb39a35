"""What counting reads: an agency on a day, its verified entries, the people on its lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from registers.rules.catalogue import BY_CODE


class Verified(NamedTuple):
    """One verified entry as counting wants it; ``key`` is the entry's id as text."""

    key: str
    register: str
    year: int
    day: date
    unit: int | None
    details: Mapping[str, object]


class Signed(NamedTuple):
    """One person on the list of a verified pledge or session, of whatever agency."""

    staff: int
    register: str
    topics: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An agency on a day: who works there, who of them leads, its units, its last reorganisation."""

    staff: frozenset[int] = frozenset()
    leaders: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    reorganised_on: date | None = None


class Count(NamedTuple):
    """k of n for one criterion with the sentence that explains it; ``skipped`` where it does not apply.

    ``standing`` is how many there are before they are held against a number wanted, which a criteria set
    may put otherwise (:func:`against`).
    """

    n: int
    k: int
    note: str
    skipped: bool = False
    standing: int | None = None

    def against(self, wanted: int) -> "Count":
        """The same count of another number wanted; unchanged where nothing is held against one."""
        if self.standing is None or wanted < 1:
            return self
        return self._replace(n=wanted, k=min(self.standing, wanted))


@dataclass(frozen=True, slots=True)
class Books:
    """An agency's verified entries up to ``on``, by register, and the people on lists of its year."""

    on: date
    office: Office
    entries: Mapping[str, Sequence[Verified]]
    signed: Sequence[Signed] = field(default_factory=tuple)

    def of_year(self, register: str) -> list[Verified]:
        """Entries of the year of ``on``."""
        return [one for one in self.entries.get(register, ()) if one.year == self.on.year]

    def standing(self, register: str) -> list[Verified]:
        """Entries in force on ``on``."""
        return [one for one in self.entries.get(register, ()) if not ended(one, self.on)]

    def of_month(self, register: str) -> Verified | None:
        """The entry of the month of ``on``."""
        months = [one for one in self.of_year(register) if one.details.get("month") == self.on.month]
        return months[-1] if months else None


def books(on: date, office: Office, entries: Iterable[Verified], signed: Iterable[Signed] = ()) -> Books:
    """Entries sorted by day under their register; those after ``on`` are left out."""
    kept: dict[str, list[Verified]] = {}
    for one in sorted(entries, key=lambda entry: (entry.day, entry.key)):
        monthly = BY_CODE[one.register].monthly
        # A month's figures are drawn after it is over, and still are that month's.
        if monthly or one.day <= on:
            kept.setdefault(one.register, []).append(one)
    return Books(on, office, kept, tuple(signed))


def ended(one: Verified, on: date) -> bool:
    """A certificate is good to the end of its last day, a rule ends on the day named: both before ``on``."""
    ends = day_of(one.details.get("ends_on"))
    if ends is None:
        return False
    return ends < on if one.register == "iso_certificate" else ends <= on


def day_of(value: object) -> date | None:
    """A day kept as ISO text among an entry's details; None where none was written."""
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def whole(value: object) -> int:
    """A whole number among an entry's details; 0 where none was written."""
    return value if isinstance(value, int) else 0
