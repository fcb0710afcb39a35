"""Finding and ordering by Vietnamese names, dated versions, and what the database refuses."""

import unicodedata
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from agencies.enums import AgencyKind, AgencyLevel, Position, PostingKind, Role
from agencies.models import Agency, AgencyVersion, Posting, RoleGrant, StaffMember, User
from agencies.tests.cast import Cast
from agencies.tests.factories import RECORDED, START, grant, make_agency, make_staff, make_user

TODAY = date(2026, 11, 20)


def found(words: str) -> list[str]:
    return list(StaffMember.objects.named(words).in_name_order().values_list("full_name", flat=True))


def later_version(agency: Agency, name: str, starts_on: date) -> AgencyVersion:
    """Give an agency another name from a day on."""
    old = agency.versions.get(ends_on=None)
    AgencyVersion.objects.filter(pk=old.pk).update(ends_on=starts_on)
    old.pk, old.name, old.short_name, old.starts_on = None, name, name, starts_on
    old.save()
    return old


@pytest.mark.parametrize(
    "words",
    ["nguyen thi hoa", "Nguyễn Thị Hòa", "Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA", "hoa nguyen", "ngu hoa"],
)
def test_it_finds_people_without_accents_and_with_either_way_of_writing_the_tone(
    cast: Cast, words: str
) -> None:
    assert found(words) == ["Nguyễn Thị Hòa"]


@pytest.mark.parametrize("words", ["guyen", "hoa lan", "100%", "nguyen_thi", "'"])
def test_it_finds_nobody_by_other_words(cast: Cast, words: str) -> None:
    assert found(words) == []


def test_it_finds_a_person_by_staff_code(cast: Cast) -> None:
    assert found(cast.head.staff.code.lower()) == ["Nguyễn Thị Hòa"]


def test_no_words_find_everybody(cast: Cast) -> None:
    assert len(found("  ")) == StaffMember.objects.count()


def test_people_come_by_given_name_as_vietnamese_order_letters_and_tones(cast: Cast) -> None:
    for name in (
        "Trần Văn Đạt",
        "Trần Văn Dũng",
        "Lê Văn Dũng",
        "Lê Hòa",
        "Lê Hoa",
        "Lê Hoà An",
        "Lê Ân",
        "Lê Anh",
    ):
        make_staff(name, cast.commune)
    names = StaffMember.objects.filter(postings__agency=cast.commune).in_name_order()
    assert list(names.values_list("full_name", flat=True)) == [
        "Lê Hoà An",
        "Lê Anh",
        "Lê Ân",
        "Lê Văn Dũng",
        "Trần Văn Dũng",
        "Trần Văn Đạt",
        "Lê Hoa",
        "Lê Hòa",
        "Lý Thị Lạ",
        "Cao Văn Xã",
    ]


@pytest.mark.postgres
def test_sort_keys_are_compared_by_byte(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, collation_name FROM information_schema.columns WHERE column_name='name_sort'"
        )
        assert sorted(cursor.fetchall()) == [("agencies_agencyversion", "C"), ("agencies_staffmember", "C")]


def test_names_are_kept_in_nfc_with_single_blanks(cast: Cast) -> None:
    staff = make_staff("  " + unicodedata.normalize("NFD", "Đặng  Thị Ngọc Hạnh"), cast.unit)
    staff.refresh_from_db()
    assert staff.full_name == unicodedata.normalize("NFC", "Đặng Thị Ngọc Hạnh")
    assert found("dang ngoc hanh") == [staff.full_name]


def test_an_account_is_found_by_its_person_or_its_user_name(cast: Cast) -> None:
    assert list(User.objects.named("hoa")) == [cast.head]
    assert list(User.objects.named("VANHANH")) == [cast.operator]
    assert User.objects.in_name_order().first() == cast.operator


def test_versions_are_read_as_of_a_day_and_old_names_are_found(cast: Cast) -> None:
    later_version(cast.department, "Sở Tư pháp và Hộ tịch", TODAY)
    versions = AgencyVersion.objects.filter(agency=cast.department)
    assert [versions.as_of(day).get().name for day in (START, date(2026, 11, 19), TODAY)] == [
        "Sở Tư pháp",
        "Sở Tư pháp",
        "Sở Tư pháp và Hộ tịch",
    ]
    assert versions.named("so tu phap").count() == 2
    assert not versions.as_of(date(2025, 6, 30)).exists()


def test_agencies_exist_and_stand_under_another_on_a_day(cast: Cast) -> None:
    closed = make_agency(
        "Huyện Vũng Liêm",
        AgencyKind.DISTRICT,
        level=AgencyLevel.DISTRICT,
        starts_on=date(2018, 1, 1),
        ends_on=START,
    )
    assert closed not in Agency.objects.existing(TODAY)
    assert list(Agency.objects.existing(date(2025, 6, 30))) == [closed]
    under = Agency.objects.under(cast.department, TODAY)
    assert set(under) == {cast.department, cast.unit, cast.other_unit}
    assert set(AgencyVersion.objects.as_of(TODAY).rated().values_list("agency", flat=True)) == {
        cast.home_affairs.pk,
        cast.department.pk,
        cast.commune.pk,
    }


def test_a_path_is_matched_by_whole_numbers(cast: Cast) -> None:
    """Agency 1 is not above agency 11."""
    other = AgencyVersion.objects.get(agency=cast.unit)
    AgencyVersion.objects.filter(pk=other.pk).update(path=f"/{cast.department.pk}1/{cast.unit.pk}/")
    assert cast.unit not in Agency.objects.under(cast.department, TODAY)


def test_agencies_come_by_the_vietnamese_alphabet(cast: Cast) -> None:
    for name in ("Xã Đại Phước", "Xã Châu Thành", "Xã Cầu Kè"):
        make_agency(name, AgencyKind.COMMUNE, cast.province)
    communes = AgencyVersion.objects.filter(kind=AgencyKind.COMMUNE).in_name_order()
    assert [version.name for version in communes] == [
        "Xã Cái Nhum",
        "Xã Cầu Kè",
        "Xã Châu Thành",
        "Xã Đại Phước",
    ]


def test_only_a_live_user_sees_agencies(cast: Cast) -> None:
    assert Agency.objects.visible_to(cast.officer).count() == Agency.objects.count()
    cast.officer.is_active = False
    assert not Agency.objects.visible_to(cast.officer).exists()


def test_the_database_refuses_overlapping_versions(cast: Cast) -> None:
    version = cast.department.versions.get()
    version.pk, version.starts_on = None, TODAY
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def _post(cast: Cast, **fields: object) -> Posting:
    given = {"agency": cast.other_unit, "kind": PostingKind.REGULAR, "starts_on": TODAY} | fields
    return Posting(
        staff=cast.officer.staff, position=Position.STAFF, title="x", recorded_at=RECORDED, **given
    )


def test_the_database_refuses_two_regular_posts_at_once_wherever(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _post(cast).save()
    _post(cast, kind=PostingKind.CONCURRENT).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        _post(cast, kind=PostingKind.SECONDMENT).save()


def test_the_database_refuses_to_stretch_a_post_into_the_next(cast: Cast) -> None:
    first = cast.officer.staff.postings.get()
    Posting.objects.filter(pk=first.pk).update(ends_on=TODAY)
    _post(cast).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.filter(pk=first.pk).update(ends_on=None)


def test_the_database_refuses_the_same_role_twice_at_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        grant(cast.head, Role.AGENCY_HEAD, cast.department, starts_on=TODAY)
    RoleGrant.objects.filter(user=cast.head).update(ends_on=TODAY)
    grant(cast.head, Role.AGENCY_HEAD, cast.department, starts_on=TODAY)


def test_a_grant_taken_back_on_its_first_day_makes_room_for_another(cast: Cast) -> None:
    taken_back = grant(cast.stranger, Role.INSPECTOR, cast.province, starts_on=TODAY, ends_on=TODAY)
    grant(cast.stranger, Role.INSPECTOR, cast.province, starts_on=TODAY)
    assert taken_back not in RoleGrant.objects.as_of(TODAY)
    assert taken_back in RoleGrant.objects.over(TODAY)
    assert taken_back not in RoleGrant.objects.coming(START)


def test_empty_and_backward_ranges_are_refused(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _post(cast, kind=PostingKind.CONCURRENT, ends_on=TODAY).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        grant(make_user(), Role.LEADER, cast.province, starts_on=TODAY, ends_on=START)
