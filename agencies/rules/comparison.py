"""Which agencies are compared with which (clause S11)."""

from agencies.enums import AgencyKind, ComparisonGroup

_GROUPS = {
    AgencyKind.DEPARTMENT: ComparisonGroup.DEPARTMENT,
    AgencyKind.COMMUNE: ComparisonGroup.COMMUNE,
    AgencyKind.WARD: ComparisonGroup.COMMUNE,
    AgencyKind.SPECIAL_ZONE: ComparisonGroup.COMMUNE,
    AgencyKind.SERVICE_UNIT: ComparisonGroup.SERVICE_UNIT,
    AgencyKind.ONE_STOP: ComparisonGroup.SERVICE_UNIT,
}
RATED_KINDS = frozenset(_GROUPS)


def comparison_group(kind: str) -> ComparisonGroup:
    """The comparison group of an agency of ``kind``; provinces, districts and divisions are not ranked."""
    return _GROUPS.get(AgencyKind(kind), ComparisonGroup.NONE)
