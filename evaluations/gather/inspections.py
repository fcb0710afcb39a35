"""What a visit looks at, and what it has found so far."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from agencies.enums import DressProfile
from agencies.models import AgencyVersion
from core.errors import Refused
from evaluations.enums import AppliesTo, Source
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.models import (
    Criterion,
    CriterionGroup,
    Headcount,
    Inspection,
    Observation,
    ObservationPhoto,
    PeriodSet,
)
from evaluations.models.inspections import InspectionQuerySet
from evaluations.rules.observing import FROM_HEADCOUNT, Attendance, Entry, Finding, entry_for
from evaluations.rules.set_rules import CriterionRule


class NothingToInspectBy(Refused):
    """The agency has no criteria set in the period, or did not stand on the day of the visit."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One criterion that a visit looks at, with what was found and the photographs of it."""

    criterion: Criterion
    entry: Entry
    observation: Observation | None
    photos: tuple[ObservationPhoto, ...]

    @property
    def from_headcount(self) -> bool:
        """Whether its numbers are the head-count's and never typed."""
        return self.criterion.code in FROM_HEADCOUNT

    @property
    def finding(self) -> Finding | None:
        """What was found, None while nothing is recorded."""
        return None if self.observation is None else finding_of(self.observation)


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """The checkpoints of one group of criteria, in the order of the set."""

    group: CriterionGroup
    checkpoints: tuple[Checkpoint, ...]

    @property
    def done(self) -> int:
        """How many have been recorded."""
        return sum(one.observation is not None for one in self.checkpoints)


def finding_of(observation: Observation) -> Finding:
    """A stored observation as the rules see it."""
    return Finding(
        observation.n,
        observation.k,
        observation.not_applicable,
        observation.severity,
        observation.note,
    )


def attendance_of(headcount: Headcount | None) -> Attendance | None:
    """A stored head-count as the rules see it."""
    if headcount is None:
        return None
    return Attendance(**{name: getattr(headcount, name) for name in Attendance._fields})


def with_agency_names(inspections: InspectionQuerySet) -> InspectionQuerySet:
    """Each inspection with ``agency_name``: what the agency was called on the day of the visit."""
    day = OuterRef("visited_on")
    version = AgencyVersion.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day), agency=OuterRef("agency"), starts_on__lte=day
    )
    return inspections.annotate(agency_name=Subquery(version.values("name")[:1]))


def agency_standing(inspection: Inspection) -> AgencyVersion:
    """The inspected agency as it stood on the day of the visit; raises NothingToInspectBy."""
    standing = AgencyVersion.objects.as_of(inspection.visited_on).filter(agency=inspection.agency_id).first()
    if standing is None:
        raise NothingToInspectBy("Cơ quan này không tồn tại vào ngày kiểm tra. Hãy xem lại ngày kiểm tra.")
    return standing


def set_of(inspection: Inspection, standing: AgencyVersion) -> LoadedSet:
    """The criteria set by which the visit is recorded; raises NothingToInspectBy."""
    pinned = PeriodSet.objects.filter(
        period=inspection.period_id, comparison_group=standing.comparison_group
    ).first()
    if pinned is None:
        raise NothingToInspectBy("Kỳ đánh giá này chưa có bộ tiêu chí cho loại cơ quan được kiểm tra.")
    return load_set(pinned.criteria_set_id)


def inspected_rules(loaded: LoadedSet, standing: AgencyVersion) -> list[CriterionRule]:
    """The criteria of the set that an inspection of this agency speaks to, in order."""
    absent = set()
    if not standing.has_counter:
        absent.add(AppliesTo.COUNTER.value)
    if standing.dress_profile != DressProfile.SECTOR:
        absent.add(AppliesTo.UNIFORM.value)
    return [
        rule
        for rule in loaded.rules.criteria
        if rule.weights.get(Source.INSPECTION.value) and rule.applies_to not in absent
    ]


def entry_of(inspection: Inspection, criterion: Criterion) -> Entry | None:
    """The boxes of one criterion of this visit, None if the visit does not look at it."""
    standing = agency_standing(inspection)
    loaded = set_of(inspection, standing)
    if criterion.criteria_set_id != loaded.set_id:
        return None
    rules = inspected_rules(loaded, standing)
    return next((entry_for(rule) for rule in rules if rule.code == criterion.code), None)


def headcount_of(inspection: Inspection) -> Headcount | None:
    """The head-count of the visit, None while nobody was counted."""
    return Headcount.objects.filter(inspection=inspection).first()


def check_groups(inspection: Inspection) -> list[CheckGroup]:
    """All that the visit looks at, by group; six queries however many criteria there are."""
    standing = agency_standing(inspection)
    loaded = set_of(inspection, standing)
    entries = {rule.code: entry_for(rule) for rule in inspected_rules(loaded, standing)}
    found = _observations(inspection)
    photos = photos_by_observation(inspection)
    criteria = Criterion.objects.filter(criteria_set=loaded.set_id, code__in=entries)
    points: dict[CriterionGroup, list[Checkpoint]] = defaultdict(list)
    for criterion in criteria.select_related("group").order_by("position"):
        observation = found.get(criterion.pk)
        shown = tuple(photos.get(observation.pk, ())) if observation else ()
        points[criterion.group].append(Checkpoint(criterion, entries[criterion.code], observation, shown))
    return [CheckGroup(group, tuple(group_points)) for group, group_points in points.items()]


def _observations(inspection: Inspection) -> dict[int, Observation]:
    rows = Observation.objects.filter(inspection=inspection).select_related("recorded_by")
    return {row.criterion_id: row for row in rows.order_by("criterion__position")}


def photos_by_observation(inspection: Inspection) -> dict[UUID, list[ObservationPhoto]]:
    """The photographs of a visit, oldest first."""
    photos: dict[UUID, list[ObservationPhoto]] = defaultdict(list)
    rows = ObservationPhoto.objects.filter(observation__inspection=inspection).select_related("attachment")
    for photo in rows.order_by("id"):
        photos[photo.observation_id].append(photo)
    return photos


def checkpoints(groups: Iterable[CheckGroup]) -> list[Checkpoint]:
    """The checkpoints of all groups in one list."""
    return [one for group in groups for one in group.checkpoints]
