"""The issuing agency as the head of a letter prints it, and who signs there."""

from datetime import date
from typing import NamedTuple

from django.conf import settings

from agencies.enums import AgencyKind, Position, PostingKind
from agencies.models import AgencyVersion, Posting, User
from agencies.models.dated import in_force
from feedback.rules.letter_papers import Office

COMMUNES = (AgencyKind.COMMUNE, AgencyKind.WARD, AgencyKind.SPECIAL_ZONE)
HEADS = {AgencyKind.DEPARTMENT: "Giám đốc", AgencyKind.ONE_STOP: "Giám đốc"}
COUNCIL = "Ủy ban nhân dân"
CAPACITIES = ("Phó Chủ tịch", "Chủ tịch", "Phó Giám đốc", "Giám đốc", "Phó Trưởng ban", "Trưởng ban")
"""What is printed above a name; the body is named in the head of the paper and not again here."""


class Signer(NamedTuple):
    """Who signs, as it is printed: the name, and the capacity in one or two lines."""

    name: str
    capacity: str


def is_commune(version: AgencyVersion) -> bool:
    """Whether the agency is a people's committee of a commune, ward or special zone."""
    return version.kind in COMMUNES


def office_of(version: AgencyVersion) -> Office:
    """The head of a letter (NĐ 30/2020, Appendix I): communes stand alone, the others under the province."""
    name = version.name
    if is_commune(version):
        place = name.replace("UBND ", "").removeprefix(COUNCIL).strip()
        if not name.startswith((COUNCIL, "UBND")):
            name = f"{COUNCIL} {name[:1].lower()}{name[1:]}"
        name = name.replace("UBND", COUNCIL)
        lines = name.replace(f"{COUNCIL} ", f"{COUNCIL}\n", 1)
        return Office(name, "", _without_kind(place), lines)
    province = settings.PORTAL_PROVINCE
    return Office(name, f"{COUNCIL} tỉnh {province}", province)


def _without_kind(place: str) -> str:
    for kind in ("Xã ", "Phường ", "Đặc khu "):
        if place.lower().startswith(kind.lower()):
            return place[len(kind) :]
    return place


def signer_of(user: User, version: AgencyVersion, on: date) -> Signer:
    """How the person signs for the agency: its head, or a deputy for the head (KT.), as the posts stand."""
    name = user.staff.full_name if user.staff is not None else user.display_name
    posts = Posting.objects.as_of(on).filter(
        in_force(on, "agency__versions__"), staff=user.staff_id, agency__versions__rated_agency=version.agency
    )
    titles = dict(posts.exclude(kind=PostingKind.SECONDMENT).order_by("pk").values_list("position", "title"))
    head = _head_title(version)
    if Position.HEAD in titles:
        return Signer(name, _capacity(titles[Position.HEAD]) or head)
    if Position.DEPUTY in titles:
        return Signer(name, f"KT. {head}\n{_capacity(titles[Position.DEPUTY]) or 'Cấp phó'}")
    return Signer(name, head)


def _capacity(title: str) -> str:
    """ "Giám đốc Sở Tư pháp" signs as "Giám đốc"."""
    return next((one for one in CAPACITIES if title.startswith(one)), title)


def _head_title(version: AgencyVersion) -> str:
    if is_commune(version):
        return "Chủ tịch"
    return HEADS.get(AgencyKind(version.kind), "Thủ trưởng")
