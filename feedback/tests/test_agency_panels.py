"""The number of counters on an agency's page."""

from datetime import UTC, date, datetime

from agencies.models import Agency, User
from agencies.tests.cast import Cast
from agencies.tests.factories import START
from feedback.agency_panels import counters_panel
from feedback.models import Counter

TODAY = date(2026, 11, 20)


def counter(agency: Agency, **fields: object) -> Counter:
    return Counter.objects.create(agency=agency, name="Quầy", starts_on=START, **fields)


def test_open_counters_of_the_agency_and_its_units_are_counted(cast: Cast) -> None:
    counter(cast.department)
    counter(cast.unit)
    counter(cast.unit, ends_on=TODAY)
    counter(cast.unit, revoked_at=datetime(2026, 11, 1, tzinfo=UTC))
    counter(cast.commune)
    shown = counters_panel(cast.head, cast.department.versions.get(), TODAY)
    assert shown is not None
    assert (shown.value, shown.url) == ("2", "/quay/?q=S%E1%BB%9F+T%C6%B0+ph%C3%A1p")


def test_who_may_not_print_codes_sees_the_number_only(cast: Cast) -> None:
    counter(cast.department)
    shown = counters_panel(User.objects.get(pk=cast.officer.pk), cast.department.versions.get(), TODAY)
    assert shown is not None
    assert shown.url == ""


def test_an_agency_without_counters_has_no_panel(cast: Cast) -> None:
    assert counters_panel(cast.head, cast.department.versions.get(), TODAY) is None
