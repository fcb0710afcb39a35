"""Whose citizens' figures a person may read."""

from datetime import date

from django.db.models import F, QuerySet

from agencies.models import AgencyVersion, User
from agencies.models.scope import scope_of
from feedback.access.voice import REMARK_READERS, VOICE_READERS


def heard_agencies(user: User, on: date, day: date) -> QuerySet[AgencyVersion]:
    """The rated agencies, as they stood on ``day``, that the roles held on ``on`` reach; by name."""
    reach = scope_of(user, on).agency_condition(VOICE_READERS, "agency", day)
    return AgencyVersion.objects.as_of(day).filter(reach, rated_agency=F("agency")).in_name_order()


def reads_remarks(user: User, on: date, version: AgencyVersion) -> bool:
    """Whether the person may read released sentences about the agency."""
    return scope_of(user, on).covers(version.path, REMARK_READERS)
