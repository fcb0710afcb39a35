"""Where the figures stand in the navigation: first, for those who read the province or head an agency."""

from typing import Any

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import may
from core.navigation import register


def _reads_province(user: Any) -> bool:
    return bool(may(user, "province.read"))


def _heads_agency(user: Any) -> bool:
    return scope_of(user, clock.today()).has(Role.AGENCY_HEAD)


register(
    label="Toàn tỉnh",
    url_name="province_dashboard",
    icon="layout-dashboard",
    order=10,
    permission=_reads_province,
)
register(label="Điểm cơ quan", url_name="my_agency", icon="gauge", order=11, permission=_heads_agency)
