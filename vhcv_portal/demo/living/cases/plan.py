"""Which report goes where, came how many days ago, and how far it gets."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vhcv_portal.demo.living.cases.words import MATTERS
from vhcv_portal.demo.logins import SHOWN_AGENCY

HOME_AFFAIRS = "so-noi-vu"


class Fate(StrEnum):
    """How far a report gets; later ones went through the earlier steps."""

    RECEIVED = "received"
    READY = "ready"
    REFUSED = "refused"
    HANDED = "handed"
    RELEASED = "released"
    ASSIGNED = "assigned"
    EXTENDED = "extended"
    ANSWERED = "answered"
    MERGED = "merged"
    SPLIT = "split"
    SOLVED = "solved"
    UNSOLVED = "unsolved"
    VERIFIED = "verified"
    PARTLY = "partly"
    UNFOUNDED = "unfounded"
    PUBLISHED = "published"


ENDS = (
    Fate.ANSWERED,
    Fate.SOLVED,
    Fate.VERIFIED,
    Fate.UNSOLVED,
    Fate.PARTLY,
    Fate.PUBLISHED,
    Fate.UNFOUNDED,
    Fate.VERIFIED,
    Fate.PUBLISHED,
)
IS_ANSWERED = frozenset({*ENDS, Fate.SPLIT})
OTHERS = (
    "so-y-te",
    "so-xay-dung",
    "so-nong-nghiep-va-moi-truong",
    "so-giao-duc-va-dao-tao",
    "so-tai-chinh",
    "so-cong-thuong",
)


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its number, which matter, about which office (by code), how many days ago, its fate."""

    number: int
    matter: int
    office: str
    days_ago: int
    fate: Fate
    has_contact: bool = False
    has_photo: bool = False


def reports() -> Iterator[Report]:
    """About sixty reports: half at the shown office and at Sở Nội vụ, the others all over the province."""
    for number, (office, days_ago, fate) in enumerate(_fates()):
        yield Report(
            number=number,
            matter=number * 5 % len(MATTERS),
            office=office,
            days_ago=days_ago,
            fate=fate,
            has_contact=number % 3 == 0,
            has_photo=number % 8 == 1,
        )


def _fates() -> Iterator[tuple[str, int, Fate]]:
    for place, days_ago in enumerate((0, 0, 1, 1, 2, 2, 3)):
        yield (SHOWN_AGENCY if place % 2 == 0 else OTHERS[place % len(OTHERS)]), days_ago, Fate.RECEIVED
    for days_ago in (0, 2):
        yield HOME_AFFAIRS, days_ago, Fate.RECEIVED
    for place, days_ago in enumerate((1, 1, 2)):
        yield (SHOWN_AGENCY, *OTHERS)[place], days_ago, Fate.READY
    for place, days_ago in enumerate((6, 15, 24)):
        yield OTHERS[place], days_ago, Fate.REFUSED
    for place, days_ago in enumerate((9, 20)):
        yield (SHOWN_AGENCY, OTHERS[3])[place], days_ago, Fate.HANDED
    for place, days_ago in enumerate((4, 5, 6, 12)):
        yield (SHOWN_AGENCY, OTHERS[0], SHOWN_AGENCY, OTHERS[1])[place], days_ago, Fate.RELEASED
    for place, days_ago in enumerate((5, 6, 8, 14, 16)):
        yield (SHOWN_AGENCY, SHOWN_AGENCY, OTHERS[2], OTHERS[3], SHOWN_AGENCY)[place], days_ago, Fate.ASSIGNED
    yield SHOWN_AGENCY, 9, Fate.EXTENDED
    yield OTHERS[4], 8, Fate.EXTENDED
    yield SHOWN_AGENCY, 5, Fate.MERGED
    yield SHOWN_AGENCY, 18, Fate.SPLIT
    yield HOME_AFFAIRS, 14, Fate.ANSWERED
    yield HOME_AFFAIRS, 22, Fate.SOLVED
    for place in range(27):
        office = SHOWN_AGENCY if place % 3 == 0 else OTHERS[place % len(OTHERS)]
        yield office, 12 + place, ENDS[place % len(ENDS)]
