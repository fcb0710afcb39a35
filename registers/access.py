"""Who reads the registers, who declares, who verifies."""

from typing import TYPE_CHECKING, NamedTuple

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.models.scope import Scope as Reach
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from registers.models import Entry, ResponsibleHead
from registers.models.entries import PRIVATE_READERS, READERS
from registers.rules.catalogue import Register, Scope

if TYPE_CHECKING:
    from agencies.models import User

NOT_YOURS = "Sổ theo dõi của một cơ quan dành cho người của cơ quan đó, Sở Nội vụ và người kiểm tra."
PRIVATE = "Sổ này có tên người vi phạm nên chỉ thủ trưởng cơ quan và Sở Nội vụ xem được."
NOT_A_HEAD = "Chỉ thủ trưởng cơ quan khai vào sổ này."
NOT_A_UNIT_HEAD = "Chỉ thủ trưởng cơ quan và trưởng phòng, bộ phận khai vào sổ này."
NOT_A_VERIFIER = "Chỉ Sở Nội vụ và người kiểm tra xác nhận sổ theo dõi."
PRIVATE_VERIFIER = "Mục có tên người vi phạm do Sở Nội vụ xác nhận."
OWN_AGENCY = "Bạn công tác tại cơ quan này nên không tự xác nhận được. Hãy nhờ người khác."
ONLY_HOME_AFFAIRS = "Chỉ Sở Nội vụ ghi mục này."


class Desk(NamedTuple):
    """A register of an agency, perhaps for one of its units."""

    version: AgencyVersion
    register: Register
    unit: AgencyVersion | None = None


def _reach(user: "User") -> Reach:
    return scope_of(user, clock.today())


def works_at(user: "User", agency_id: int) -> bool:
    """Whether a post of the user belongs to the rated agency."""
    return any(held.rated_agency_id == agency_id for held in _reach(user).workplaces)


@permission("register.home", "Xem trang sổ theo dõi")
def may_open(user: "User", _nothing: object) -> Verdict:
    """Whoever works for an agency of the province or holds one of the reading roles."""
    reach = _reach(user)
    if reach.has(*READERS) or any(held.rated_agency_id for held in reach.workplaces):
        return Allowed()
    return Denied(NOT_YOURS)


@permission("register.read", "Xem sổ theo dõi của cơ quan")
def may_read(user: "User", version: AgencyVersion) -> Verdict:
    """Whoever works there, heads above it, Home Affairs, inspectors, leaders of the province."""
    if _reach(user).covers(version.path, READERS) or works_at(user, version.agency_id):
        return Allowed()
    return Denied(NOT_YOURS)


@permission("register.read_private", "Xem sổ có tên người vi phạm")
def may_read_private(user: "User", version: AgencyVersion) -> Verdict:
    """Heads of the agency and Home Affairs (RELIABILITY §1.1, K1)."""
    return Allowed() if _reach(user).covers(version.path, PRIVATE_READERS) else Denied(PRIVATE)


@permission("register.declare", "Khai vào sổ theo dõi")
def may_declare(user: "User", desk: Desk) -> Verdict:
    """Heads of the agency; heads of a unit for what concerns their own unit, never for private registers."""
    reach = _reach(user)
    if reach.covers(desk.version.path, {Role.AGENCY_HEAD}):
        return Allowed()
    if desk.register.scope is not Scope.UNIT or desk.register.private:
        return Denied(NOT_A_HEAD)
    led = reach.agencies_with(Role.UNIT_HEAD)
    if desk.unit is not None:
        return Allowed() if reach.covers(desk.unit.path, {Role.UNIT_HEAD}) else Denied(NOT_A_UNIT_HEAD)
    below = AgencyVersion.objects.as_of(clock.today()).under(desk.version.agency).filter(agency__in=led)
    return Allowed() if led and below.exists() else Denied(NOT_A_UNIT_HEAD)


@permission("register.edit", "Sửa, rút mục trong sổ theo dõi")
def may_edit(user: "User", entry: Entry) -> Verdict:
    """Whoever may declare the same: its agency's head, or the head of the unit that it names."""
    versions = AgencyVersion.objects.as_of(clock.today()).filter(agency__in=(entry.agency_id, entry.unit_id))
    found = {version.agency_id: version for version in versions.select_related("agency")}
    agency = found.get(entry.agency_id)
    if agency is None:
        return Denied("Cơ quan đã kết thúc nên sổ của cơ quan chỉ còn để xem.")
    if entry.unit_id is None:
        heads = _reach(user).covers(agency.path, {Role.AGENCY_HEAD})
        return Allowed() if heads else Denied(NOT_A_HEAD)
    return may_declare(user, Desk(agency, entry.kind, found.get(entry.unit_id)))


@permission("register.verify", "Xác nhận sổ theo dõi")
def may_verify(user: "User", entry: Entry) -> Verdict:
    """Home Affairs and inspectors (Home Affairs alone for breaches); nobody for the agency they work in."""
    reach = _reach(user)
    roles = {Role.HOME_AFFAIRS} if entry.is_private else {Role.HOME_AFFAIRS, Role.INSPECTOR}
    if not reach.has(*roles):
        return Denied(PRIVATE_VERIFIER if entry.is_private else NOT_A_VERIFIER)
    if works_at(user, entry.agency_id) or entry.declared_by_id == user.pk:
        return Denied(OWN_AGENCY)
    return Allowed()


@permission("register.queue", "Xem các mục chờ xác nhận")
def may_see_queue(user: "User", _nothing: object) -> Verdict:
    """Those who verify."""
    allowed = _reach(user).has(Role.HOME_AFFAIRS, Role.INSPECTOR)
    return Allowed() if allowed else Denied(NOT_A_VERIFIER)


@permission("responsible_head.name", "Phân công người đứng đầu chịu trách nhiệm")
def may_name_head(user: "User", version: AgencyVersion) -> Verdict:
    """Home Affairs, and the head of the agency (who may name a deputy)."""
    reach = _reach(user)
    if reach.has(Role.HOME_AFFAIRS) or reach.covers(version.path, {Role.AGENCY_HEAD}):
        return Allowed()
    return Denied("Chỉ thủ trưởng cơ quan và Sở Nội vụ ghi phân công này.")


@permission("responsible_head.acknowledge", "Xác nhận nhận trách nhiệm")
def may_acknowledge(user: "User", assignment: ResponsibleHead) -> Verdict:
    """The named person alone."""
    own = user.staff_id is not None and assignment.staff_id == user.staff_id
    return Allowed() if own else Denied("Chỉ chính người được phân công xác nhận.")


@permission("legal_document.change", "Ghi văn bản pháp lý")
def may_change_legal(user: "User", _nothing: object) -> Verdict:
    """Home Affairs."""
    return Allowed() if _reach(user).has(Role.HOME_AFFAIRS) else Denied(ONLY_HOME_AFFAIRS)


@permission("external_index.change", "Ghi chỉ số bên ngoài")
def may_change_indices(user: "User", _nothing: object) -> Verdict:
    """Home Affairs."""
    return Allowed() if _reach(user).has(Role.HOME_AFFAIRS) else Denied(ONLY_HOME_AFFAIRS)
