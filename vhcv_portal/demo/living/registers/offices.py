"""The offices of the demonstration whose registers are written, and what one entry of theirs is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from agencies.enums import AgencyKind, Role
from agencies.models import Agency, AgencyVersion, Posting, RoleGrant, User
from agencies.models.dated import in_force
from core import clock
from registers.rules.contents import Kept
from vhcv_portal.demo.logins import SHOWN_AGENCY

OFFICES = (SHOWN_AGENCY, "so-tai-chinh", "so-y-te", "so-xay-dung", "so-cong-thuong")
COMMUNES = 3
FEWEST = 2
"""People that an office needs to have lists of them."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry to write: what it says, who is on its list, whether it is proven, and how far it has come."""

    key: str
    register: str
    day: date
    number: str = ""
    title: str = ""
    unit: int | None = None
    staff: int | None = None
    details: tuple[tuple[str, Kept], ...] = ()
    people: Sequence[int] = ()
    proven: bool = False
    until: str = "verified"


@dataclass(frozen=True, slots=True)
class Office:
    """One office whose registers are written."""

    version: AgencyVersion
    head: User
    verifier: User
    units: list[int]
    staff: list[int]
    today: date
    rng: Random

    @property
    def sign(self) -> str:
        """The ending of its document numbers."""
        words = self.version.short_name.replace("UBND", "").split()
        return "".join(word[0] for word in words if word[0].isalpha()).upper()


def offices(at: datetime) -> Iterator[Office]:
    """Those of the offices that somebody heads, a stranger can verify, and that have people enough."""
    today = clock.local_day(at)
    rated = AgencyVersion.objects.as_of(today).rated().select_related("agency")
    wanted = {one.agency.code: one for one in rated.filter(agency__code__in=OFFICES)}
    found = [wanted[code] for code in OFFICES if code in wanted]
    communes = rated.filter(kind=AgencyKind.COMMUNE).in_name_order()
    for version in [*found, *communes[:COMMUNES]]:
        heads = RoleGrant.objects.as_of(today).filter(role=Role.AGENCY_HEAD, agency=version.agency)
        head = User.objects.filter(pk__in=heads.values("user"), is_active=True).order_by("pk").first()
        verifier = User.objects.filter(username="kiemtra").first()
        if head is None or verifier is None or _works_there(verifier, version.agency, today):
            continue
        staff = staff_of(version, today)
        if len(staff) < FEWEST:
            continue
        units = AgencyVersion.objects.as_of(today).filter(
            rated_agency=version.agency, kind=AgencyKind.DIVISION
        )
        yield Office(
            version,
            head,
            verifier,
            list(units.order_by("pk").values_list("agency", flat=True)),
            staff,
            today,
            Random(version.agency.code),
        )


def staff_of(version: AgencyVersion, on: date) -> list[int]:
    """Ids of those who worked in an office on a day."""
    posts = Posting.objects.as_of(on).filter(
        in_force(on, "agency__versions__"), agency__versions__rated_agency=version.agency
    )
    return list(posts.order_by("staff").values_list("staff", flat=True).distinct())


def _works_there(user: User, agency: Agency, on: date) -> bool:
    posts = Posting.objects.as_of(on).filter(in_force(on, "agency__versions__"), staff=user.staff_id)
    return posts.filter(agency__versions__rated_agency=agency).exists()
