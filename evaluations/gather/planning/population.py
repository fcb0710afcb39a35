"""Among whom a draw is made: every rated agency of the day, in or out, with the cause (feature 28)."""

from collections.abc import Collection
from datetime import date

from agencies.enums import ComparisonGroup, Role
from agencies.models import AgencyVersion, Posting, RoleGrant
from agencies.models.dated import in_force
from evaluations.gather.planning.coverage import Seen, coverage

OTHER_GROUP = "Không thuộc nhóm được rút"
PLANNERS_WORK_HERE = "Có người lập kế hoạch kiểm tra công tác tại đây nên không rút đột xuất"
SEEN_LATELY = "Đã được kiểm tra từ ngày {day}"


def population_on(
    today: date, *, groups: Collection[str], not_seen_since: date | None = None, is_announced: bool
) -> list[dict[str, object]]:
    """{agency, code, name, included, cause} for every rated agency of ``today``, in order of codes.

    ``not_seen_since`` leaves out those visited on that day or later. An unannounced draw leaves out the
    agencies in which those who plan work, for they could tell their own from what they are not shown.
    """
    planners = frozenset() if is_announced else planners_workplaces(today)
    rows = []
    for seen in coverage(today):
        cause = _cause(seen, groups, not_seen_since, planners)
        version = seen.version
        rows.append(
            {
                "agency": version.agency_id,
                "code": version.agency.code,
                "name": version.name,
                "included": not cause,
                "cause": cause,
            }
        )
    return sorted(rows, key=lambda row: str(row["code"]))


def _cause(seen: Seen, groups: Collection[str], since: date | None, planners: Collection[int]) -> str:
    """Why an agency is left out, "" when it is in."""
    if seen.version.comparison_group not in groups:
        return OTHER_GROUP
    if seen.version.agency_id in planners:
        return PLANNERS_WORK_HERE
    if since is not None and seen.last is not None and seen.last >= since:
        return SEEN_LATELY.format(day=f"{since:%d/%m/%Y}")
    return ""


def planners_workplaces(today: date) -> frozenset[int]:
    """Rated agencies where somebody works who holds the role of Home Affairs (one query)."""
    planners = RoleGrant.objects.as_of(today).filter(role=Role.HOME_AFFAIRS, user__is_active=True)
    posts = Posting.objects.filter(in_force(today), staff__in=planners.values("user__staff"))
    seats = AgencyVersion.objects.as_of(today).filter(agency__in=posts.values("agency"))
    return frozenset(seats.exclude(rated_agency=None).values_list("rated_agency", flat=True))


RANKED_GROUPS = [(value, label) for value, label in ComparisonGroup.choices if value != ComparisonGroup.NONE]
"""Comparison groups a draw may be made among, with their labels."""
