"""The pages of agencies and people through their addresses: who sees what, queries and bytes."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies import panels
from agencies.enums import AgencyKind, AgencyLevel, Position, PostingKind, SuccessionKind
from agencies.models import (
    Agency,
    AgencySuccession,
    AgencyVersion,
    Posting,
    Reorganisation,
    StaffMember,
    User,
)
from agencies.tests.cast import Cast
from agencies.tests.factories import RECORDED, START, make_agency, make_staff, make_user

BEFORE = date(2018, 1, 1)
TREE = "/co-quan/"
PEOPLE = "/can-bo/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def day(time_machine: Any) -> None:
    """The pages are read on 20 November 2026."""
    time_machine.move_to("2026-11-20T03:00:00Z", tick=False)


@pytest.fixture(autouse=True)
def no_panels(monkeypatch: pytest.MonkeyPatch) -> dict[Any, int]:
    """The page alone, without what other apps add to it; a test may add its own."""
    panels._discover()
    monkeypatch.setattr(panels, "_BUILDERS", {})
    return panels._BUILDERS


@pytest.fixture
def old_commune(cast: Cast) -> Agency:
    """A commune of a former district, merged twice over into Xã Cái Nhum."""
    district = _closed("Huyện Mang Thít", AgencyKind.DISTRICT, None, START)
    first = _closed("Xã Chánh Hội", AgencyKind.COMMUNE, district, date(2025, 1, 1))
    second = _closed("Xã An Phước", AgencyKind.COMMUNE, district, START)
    _merge("1277/NQ", date(2025, 1, 1), first, second)
    _merge("1687/NQ", START, second, cast.commune)
    return first


def _closed(name: str, kind: str, parent: Agency | None, ends_on: date) -> Agency:
    agency = make_agency(name, kind, level=AgencyLevel.COMMUNE, starts_on=BEFORE, ends_on=ends_on)
    if parent:
        path = f"{parent.versions.get().path}{agency.pk}/"
        AgencyVersion.objects.filter(agency=agency).update(parent=parent, path=path)
    return agency


def _merge(number: str, on: date, old: Agency, new: Agency) -> None:
    act = Reorganisation.objects.create(
        decision_number=number, title="Sắp xếp", decided_on=on, in_force_on=on
    )
    AgencySuccession.objects.create(
        reorganisation=act, kind=SuccessionKind.MERGE, predecessor=old, successor=new
    )


def _get(user: User, url: str, **options: Any) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(url, **options)


def _text(user: User, url: str, **options: Any) -> str:
    response = _get(user, url, **options)
    assert response.status_code == 200, (url, response.status_code)
    return str(response.content.decode())


def _agency(agency: Agency) -> str:
    return reverse("agency_detail", args=[agency.pk])


def test_the_tree_groups_agencies_and_holds_their_divisions(cast: Cast, old_commune: Agency) -> None:
    text = _text(cast.stranger, TREE)
    assert text.index("Sở, ban, ngành") < text.index("Sở Nội vụ") < text.index("Xã, phường, đặc khu")
    assert "Phòng Hành chính tư pháp" in text
    assert "Xã Chánh Hội" not in text


def test_the_tree_can_be_read_before_a_reorganisation(cast: Cast, old_commune: Agency) -> None:
    text = _text(cast.stranger, TREE)
    assert "?ngay=2025-06-30" in text
    assert "?ngay=2024-12-31" in text
    past = _text(cast.stranger, f"{TREE}?ngay=2024-12-31")
    assert "Huyện Mang Thít" in past
    assert "Xã Chánh Hội" in past
    assert "Sở Tư pháp" not in past


@pytest.mark.parametrize("query", ["ngay=x", "ngay=2999-01-01", "trang=x", "q=%00", "trang=999&q=so"])
def test_nonsense_in_the_address_falls_back(cast: Cast, query: str) -> None:
    assert _get(cast.stranger, f"{TREE}?{query}").status_code == 200


def test_search_finds_a_former_name_and_shows_who_carries_on(cast: Cast, old_commune: Agency) -> None:
    text = _text(cast.stranger, f"{TREE}?q=chanh hoi")
    assert "Đã kết thúc" in text
    assert text.index("Xã Chánh Hội") < text.index("Nay thuộc") < text.index("Xã Cái Nhum")


def test_search_finds_the_old_name_of_a_living_agency_once(cast: Cast) -> None:
    version = cast.commune.versions.get()
    AgencyVersion.objects.filter(pk=version.pk).update(ends_on=date(2026, 1, 1))
    version.pk, version.name, version.short_name = None, "Xã Cái Nhum Mới", "Xã Cái Nhum Mới"
    version.starts_on = date(2026, 1, 1)
    version.save()
    assert _text(cast.stranger, f"{TREE}?q=cai nhum").count(_agency(cast.commune)) == 1
    AgencyVersion.objects.filter(pk=version.pk).update(name="Xã Tân An", name_folded="xa tan an")
    found = _text(cast.stranger, f"{TREE}?q=cai nhum")
    assert "Tên cũ" in found
    assert "nay là Xã Tân An" in found


def test_a_search_without_hits_says_so(cast: Cast) -> None:
    assert "Không tìm thấy cơ quan nào" in _text(cast.stranger, f"{TREE}?q=khong co")


def test_htmx_gets_only_the_part(cast: Cast) -> None:
    for url in (TREE, f"{TREE}?q=so", PEOPLE, _agency(cast.unit)):
        part = _text(cast.officer, url, headers=HTMX)
        assert "<html" not in part
        assert "Sở" in part or "Phòng" in part


def test_the_tree_takes_the_same_queries_at_any_size(cast: Cast, django_assert_num_queries: Any) -> None:
    make_user(make_staff("Người mới", cast.commune))
    for _ in range(2):
        client = Client()
        client.force_login(cast.stranger)
        with django_assert_num_queries(_frame_queries() + 2):
            client.get(TREE)
        for number in range(30):
            make_agency(f"Xã số {number}", AgencyKind.COMMUNE, cast.province)


def _agency_queries() -> int:
    """The frame, then agency, versions, path, units, links, head, and people with posts and names."""
    return _frame_queries() + 11


def _frame_queries() -> int:
    """Session, user, scope, unread notifications: what every page of the portal asks."""
    return 4


def test_an_agency_shows_its_story_head_units_and_origin(cast: Cast, old_commune: Agency) -> None:
    text = _text(cast.stranger, _agency(cast.department))
    assert "Nguyễn Thị Hòa" in text
    assert "Phòng Hành chính tư pháp" in text
    commune = _text(cast.stranger, _agency(cast.commune))
    assert "Tiếp nhận từ" in commune
    assert "1687/NQ" in commune


def test_an_agency_that_ended_shows_where_its_work_went(cast: Cast, old_commune: Agency) -> None:
    text = _text(cast.stranger, _agency(old_commune))
    assert "đã kết thúc từ ngày 01/01/2025" in text
    assert "Xã An Phước" in text
    assert "Huyện Mang Thít" in text


def test_an_agency_that_is_still_to_come_can_be_opened(cast: Cast) -> None:
    coming = make_agency("Xã Mới", AgencyKind.COMMUNE, cast.province, starts_on=date(2027, 1, 1))
    assert "Xã Mới" in _text(cast.stranger, _agency(coming))


def test_other_apps_add_their_figures_in_order(cast: Cast) -> None:
    panels.register(lambda user, version, on: panels.Panel("Điểm", "87,43", url="/bang-diem/"), order=20)
    panels.register(lambda user, version, on: panels.Panel("Quầy", f"{on:%d/%m/%Y}"), order=10)
    panels.register(lambda user, version, on: None, order=5)
    text = _text(cast.stranger, _agency(cast.department))
    assert text.index("20/11/2026") < text.index("87,43")


def test_people_of_an_agency_are_shown_to_those_who_may(cast: Cast) -> None:
    url = _agency(cast.department)
    assert "Huỳnh Văn Đạt" in _text(cast.head, url)
    own_unit = _text(cast.officer, url)
    assert "Huỳnh Văn Đạt" in own_unit
    assert "Đỗ Thị Văn" not in own_unit
    strange = _text(cast.stranger, url)
    assert "Huỳnh Văn Đạt" not in strange
    assert "Bạn chỉ xem được người của đơn vị mình" in strange


def test_people_of_an_agency_are_searched_and_paged(cast: Cast) -> None:
    for number in range(60):
        make_staff(f"Trần Văn Số {number}", cast.unit)
    url = _agency(cast.department)
    assert "Trang 1/2" in _text(cast.head, url)
    assert "Bùi Thị Ánh" in _text(cast.head, f"{url}?q=anh")
    assert "Không tìm thấy ai" in _text(cast.head, f"{url}?q=khong")


def test_an_agency_takes_the_same_queries_at_any_size(cast: Cast, django_assert_num_queries: Any) -> None:
    client = Client()
    client.force_login(cast.head)
    url = _agency(cast.department)
    with django_assert_num_queries(_agency_queries()):
        client.get(url)
    for number in range(40):
        make_staff(f"Trần Văn Số {number}", cast.unit)
        make_agency(f"Phòng số {number}", AgencyKind.DIVISION, cast.department)
    with django_assert_num_queries(_agency_queries()):
        client.get(url)


def test_people_are_found_by_those_who_may_see_them(cast: Cast) -> None:
    assert "Nguyễn Thị Hòa" in _text(cast.admin, f"{PEOPLE}?q=nguyen thi hoa")
    assert "Nguyễn Thị Hòa" not in _text(cast.stranger, f"{PEOPLE}?q=nguyen thi hoa")
    assert cast.head.staff.code in _text(cast.head, f"{PEOPLE}?q={cast.head.staff.code}")


def test_people_can_be_limited_to_an_agency(cast: Cast) -> None:
    text = _text(cast.admin, f"{PEOPLE}?co-quan={cast.unit.pk}")
    assert "Huỳnh Văn Đạt" in text
    assert "Lý Thị Lạ" not in text
    assert "Lý Thị Lạ" in _text(cast.admin, f"{PEOPLE}?co-quan=x")


def test_people_take_the_same_queries_at_any_size(cast: Cast, django_assert_num_queries: Any) -> None:
    client = Client()
    client.force_login(cast.admin)
    for _ in range(2):
        with django_assert_num_queries(_frame_queries() + 6):
            client.get(PEOPLE)
        for number in range(60):
            make_staff(f"Trần Văn Số {number}", cast.commune)


def test_a_person_shows_posts_in_time_under_the_names_of_their_day(cast: Cast) -> None:
    person = make_staff("Phan Văn Chuyển", cast.unit)
    person.postings.update(ends_on=date(2026, 3, 1))
    Posting.objects.create(
        staff=person,
        agency=cast.commune,
        position=Position.DEPUTY,
        title="Phó Chủ tịch",
        starts_on=date(2026, 3, 1),
        recorded_at=RECORDED,
    )
    version = cast.unit.versions.get()
    AgencyVersion.objects.filter(pk=version.pk).update(ends_on=date(2026, 6, 1))
    version.pk, version.name, version.short_name, version.starts_on = (
        None,
        "Phòng Mới",
        "Phòng Mới",
        date(2026, 6, 1),
    )
    version.save()
    text = _text(cast.admin, reverse("person_detail", args=[person.pk]))
    assert text.index("Phó Chủ tịch") < text.index("đến trước 01/03/2026")
    assert "Phòng Hành chính tư pháp" in text
    assert "Phòng Mới" not in text


def test_a_person_outside_ones_reach_is_not_there(cast: Cast) -> None:
    url = reverse("person_detail", args=[cast.officer.staff_id])
    seen = {who: _get(getattr(cast, who), url).status_code for who in ("colleague", "head", "admin")}
    assert seen == {"colleague": 200, "head": 200, "admin": 200}
    hidden = {who: _get(getattr(cast, who), url).status_code for who in ("stranger", "other_head", "leader")}
    assert hidden == {"stranger": 404, "other_head": 404, "leader": 404}


def test_contact_is_for_the_person_and_home_affairs(cast: Cast) -> None:
    StaffMember.objects.filter(pk=cast.officer.staff_id).update(email="anh@vinhlong.example")
    url = reverse("person_detail", args=[cast.officer.staff_id])
    assert "anh@vinhlong.example" in _text(cast.officer, url)
    assert "anh@vinhlong.example" in _text(cast.admin, url)
    assert "anh@vinhlong.example" not in _text(cast.head, url)


def test_a_second_post_and_its_reason_are_shown(cast: Cast) -> None:
    Posting.objects.create(
        staff=cast.officer.staff,
        agency=cast.commune,
        kind=PostingKind.SECONDMENT,
        title="Cán bộ tiếp nhận",
        starts_on=START,
        recorded_at=RECORDED,
    )
    text = _text(cast.officer, reverse("person_detail", args=[cast.officer.staff_id]))
    assert "Cán bộ tiếp nhận (biệt phái, cử đến làm việc)" in text


@pytest.mark.parametrize("url", [TREE, PEOPLE, f"{TREE}?q=so"])
def test_reading_pages_refuse_other_methods(cast: Cast, url: str) -> None:
    client = Client()
    client.force_login(cast.admin)
    assert client.post(url).status_code == 405
    assert client.head(url).status_code == 200


def test_a_page_of_the_whole_province_stays_small(cast: Cast) -> None:
    """124 communes and 15 departments with seven units each: under 300 KB."""
    for number in range(140):
        above = make_agency(f"Xã Có Tên Khá Dài Số {number}", AgencyKind.COMMUNE, cast.province)
        rows = [
            AgencyVersion(
                agency=agency,
                name="Phòng Văn hóa – Xã hội và Thông tin",
                short_name="Phòng Văn hóa – Xã hội và Thông tin",
                kind=AgencyKind.DIVISION,
                level=AgencyLevel.COMMUNE,
                parent=above,
                path=f"/{cast.province.pk}/{above.pk}/{agency.pk}/",
                starts_on=START,
            )
            for agency in Agency.objects.bulk_create(Agency(code=f"p-{number}-{i}") for i in range(7))
        ]
        AgencyVersion.objects.bulk_create(rows)
    response = _get(cast.stranger, TREE)
    assert len(response.content) < 300_000
