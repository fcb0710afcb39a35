"""Where new versions stand: the rule, and the bulk helper against the database."""

from datetime import date

import pytest

from agencies.actions.place_agency import ParentNotInForce, place_version, place_versions
from agencies.enums import AgencyKind, AgencyLevel
from agencies.models import Agency, AgencyVersion
from agencies.rules.placing import Place, place_under
from agencies.tests.cast import Cast
from agencies.tests.factories import START

MOVED = date(2026, 3, 1)


def version(
    agency: Agency, kind: str, parent: Agency | None, starts_on: date = START, **fields: object
) -> AgencyVersion:
    return AgencyVersion(
        agency=agency,
        name=f"Cơ quan {agency.code}",
        short_name=agency.code,
        kind=kind,
        level=AgencyLevel.PROVINCE,
        parent=parent,
        starts_on=starts_on,
        **fields,
    )


def new(*codes: str) -> list[Agency]:
    return [Agency.objects.create(code=code) for code in codes]


@pytest.mark.parametrize(
    ("kind", "above", "place"),
    [
        (AgencyKind.PROVINCE, None, Place("/7/", None)),
        (AgencyKind.DEPARTMENT, Place("/1/", None), Place("/1/7/", 7)),
        (AgencyKind.DIVISION, Place("/1/2/", 2), Place("/1/2/7/", 2)),
        (AgencyKind.SERVICE_UNIT, Place("/1/2/", 2), Place("/1/2/7/", 7)),
        (AgencyKind.DISTRICT, Place("/1/", None), Place("/1/7/", None)),
    ],
)
def test_a_division_counts_in_the_nearest_rated_agency(kind: str, above: Place | None, place: Place) -> None:
    assert place_under(7, kind, above) == place


@pytest.mark.parametrize("above", [Place("/1/7/2/", None), Place("/" + "1234567/" * 25, None)])
def test_a_place_under_itself_or_too_deep_is_an_error(above: Place) -> None:
    with pytest.raises(ValueError, match="stand"):
        place_under(7, AgencyKind.DIVISION, above)


def test_a_batch_is_placed_in_any_order_with_one_query(cast: Cast, django_assert_num_queries) -> None:
    department, unit, section = new("so-moi", "phong-moi", "to-moi")
    batch = [
        version(section, AgencyKind.DIVISION, unit),
        version(unit, AgencyKind.DIVISION, department),
        version(department, AgencyKind.DEPARTMENT, cast.province),
    ]
    with django_assert_num_queries(1):
        place_versions(batch)
    root = f"/{cast.province.pk}/{department.pk}/"
    assert [row.path for row in batch] == [f"{root}{unit.pk}/{section.pk}/", f"{root}{unit.pk}/", root]
    assert {row.rated_agency_id for row in batch} == {department.pk}
    AgencyVersion.objects.bulk_create(batch)
    assert set(AgencyVersion.objects.named("co quan to-moi")) == {batch[0]}
    assert Agency.objects.under(department, START).count() == 3


def test_the_parent_is_the_one_of_the_first_day(cast: Cast) -> None:
    """The department moves under another agency in March; a division opened after goes with it."""
    department, early, late = new("so-moi", "phong-truoc", "phong-sau")
    batch = [
        version(department, AgencyKind.DEPARTMENT, cast.province, ends_on=MOVED),
        version(department, AgencyKind.DEPARTMENT, cast.department, MOVED),
        version(early, AgencyKind.DIVISION, department),
        version(late, AgencyKind.DIVISION, department, MOVED),
    ]
    place_versions(batch)
    assert batch[2].path == f"/{cast.province.pk}/{department.pk}/{early.pk}/"
    assert batch[3].path == f"/{cast.province.pk}/{cast.department.pk}/{department.pk}/{late.pk}/"


def test_one_version_is_placed_under_a_stored_parent(cast: Cast) -> None:
    (unit,) = new("phong-moi")
    placed = version(unit, AgencyKind.DIVISION, cast.unit)
    place_version(placed)
    assert placed.path == f"{cast.unit.versions.get().path}{unit.pk}/"
    assert placed.rated_agency == cast.department


def test_a_parent_that_does_not_exist_yet_is_refused(cast: Cast) -> None:
    (unit,) = new("phong-moi")
    with pytest.raises(ParentNotInForce, match="30/06/2025"):
        place_version(version(unit, AgencyKind.DIVISION, cast.department, date(2025, 6, 30)))


def test_a_circle_is_an_error(db: None) -> None:
    one, two = new("mot", "hai")
    with pytest.raises(ValueError, match="under itself"):
        place_versions([version(one, AgencyKind.DIVISION, two), version(two, AgencyKind.DIVISION, one)])
