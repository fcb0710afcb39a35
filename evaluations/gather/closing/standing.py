"""What stood when a period was closed, beside its inputs: the tree of organisation and who owed a form."""

from collections import defaultdict
from collections.abc import Iterator

from agencies.models import AgencyVersion
from evaluations.enums import LineKind
from evaluations.models import OwedForm, Period
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.canonical import canonical
from evaluations.rules.closing.chain import Line

STANDING = (LineKind.TREE, LineKind.OWED)


def standing_lines(period: Period) -> list[Line]:
    """The tree on the period's last day, and who owed each agency a form (two statements)."""
    return [_tree(period), *owed_lines(period)]


def standing_of(snapshot: PeriodSnapshot) -> list[Line]:
    """The same lines as an earlier snapshot holds them: a correction leaves them as they were."""
    rows = snapshot.lines.filter(kind__in=STANDING).order_by("position")
    return [Line(*row) for row in rows.values_list("kind", "agency_id", "payload")]


def _tree(period: Period) -> Line:
    """Every agency and division standing on the last day: id, name, kind, level, and all above it."""
    versions = AgencyVersion.objects.as_of(period.last_day).select_related("agency").order_by("agency_id")
    nodes = [
        {
            "agency_id": version.agency_id,
            "code": version.agency.code,
            "name": version.name,
            "kind": version.kind,
            "level": version.level,
            "parent": version.parent_id,
            "path": version.path,
            "rated": version.rated_agency_id,
            "has_counter": version.has_counter,
            "dress": version.dress_profile,
        }
        for version in versions
    ]
    return Line(LineKind.TREE.value, None, canonical(nodes))


def owed_lines(period: Period) -> Iterator[Line]:
    """By agency who owed it a form: person, unit, why or why not, working days."""
    rows = OwedForm.objects.filter(period=period).order_by("agency", "staff")
    by_agency = defaultdict(list)
    for agency, *told in rows.values_list("agency", "staff", "unit", "owing", "working_days"):
        by_agency[agency].append(told)
    for agency, lines in by_agency.items():
        yield Line(LineKind.OWED.value, agency, canonical(lines))
