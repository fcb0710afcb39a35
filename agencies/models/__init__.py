"""The nouns of the organisation; what changes with time carries half-open dates [starts_on, ends_on)."""

from agencies.models.agency import Agency, AgencyVersion
from agencies.models.imports import StaffImport, StaffImportRow
from agencies.models.leave import Leave
from agencies.models.people import Posting, StaffMember
from agencies.models.reorganisation import AgencySuccession, Reorganisation
from agencies.models.roles import Delegation, RoleGrant
from agencies.models.users import User

__all__ = [
    "Agency",
    "AgencySuccession",
    "AgencyVersion",
    "Delegation",
    "Leave",
    "Posting",
    "Reorganisation",
    "RoleGrant",
    "StaffImport",
    "StaffImportRow",
    "StaffMember",
    "User",
]
