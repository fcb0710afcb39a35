"""Who answers for an agency, and since when."""

from datetime import date

from registers.models import ResponsibleHead


def head_on(agency_id: int, on: date) -> ResponsibleHead | None:
    """The person named for the agency on a day; one query."""
    found = ResponsibleHead.objects.as_of(on).filter(agency=agency_id).select_related("staff")
    return found.order_by("-starts_on").first()


def heads_of(agency_id: int) -> list[ResponsibleHead]:
    """Everybody who was named, newest first."""
    found = ResponsibleHead.objects.filter(agency=agency_id).select_related("staff", "named_by")
    return list(found.order_by("-starts_on", "-named_at"))
