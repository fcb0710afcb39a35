"""Who may judge a form now: those are told of a request to open it again."""

from datetime import datetime

from agencies.enums import Role
from agencies.models import AgencyVersion, Delegation, RoleGrant, User
from core import clock
from evaluations.access.assessments import standing_of
from evaluations.models import SelfAssessment


def deciders_of(form: SelfAssessment, at: datetime) -> list[User]:
    """The active heads and deputies who may decide ``form`` or gave the manager's column.

    The few who hold a role over an agency on the form's path are each asked what they may do with it.
    """
    today = clock.local_day(at)
    version = AgencyVersion.objects.as_of(form.period.last_day).filter(agency=form.unit_id).first()
    ids = [int(part) for part in version.path.split("/") if part] if version else []
    roles = (Role.AGENCY_HEAD, Role.UNIT_HEAD)
    own = RoleGrant.objects.as_of(today).filter(agency__in=ids, role__in=roles).values("user")
    lent = Delegation.objects.living(today).filter(agency__in=ids, role__in=roles).values("receiver")
    users = User.objects.filter(pk__in=own, is_active=True) | User.objects.filter(pk__in=lent, is_active=True)
    found = []
    for user in users.distinct().order_by("pk"):
        standing = standing_of(user, form)
        if standing.review or standing.manage:
            found.append(user)
    return found
