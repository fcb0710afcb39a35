"""Every page asks the same number of statements whatever the size of the province."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from reporting.tests.conftest import Scene
from reporting.tests.copies import grow

# session, account, scope and months stand before every page
FRAME = 4
KIB = 1024


def _cold(client: Client, url: str) -> bytes:
    caches["pages"].clear()
    response = client.get(url)
    assert response.status_code == 200
    return response.content


@pytest.mark.parametrize(("page", "own"), [("", 3), ("xep-hang/", 2), ("ban-do-nhiet/", 1), ("cac-phan/", 1)])
@pytest.mark.parametrize("more", [0, 30])
def test_the_province_is_read_by_a_constant_number_of_statements(
    scene: Scene,
    leader: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    page: str,
    own: int,
    more: int,
) -> None:
    grow(scene.period, more)
    url = f"/bang-diem/{page}{scene.month}"
    _cold(leader, url)
    with django_assert_num_queries(FRAME + own):
        _cold(leader, url)


@pytest.mark.parametrize(("page", "own"), [("", 4), ("nhom/TT/", 2), ("tieu-chi/TT-04/", 2)])
def test_an_agency_is_read_by_a_constant_number_of_statements(
    scene: Scene,
    head: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    page: str,
    own: int,
) -> None:
    _cold(head, scene.at(page))
    with django_assert_num_queries(FRAME + own):
        _cold(head, scene.at(page))


def test_unchanged_pages_ask_only_who_and_how_fresh(
    scene: Scene, leader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = f"/bang-diem/{scene.month}"
    tag = leader.get(url)["ETag"]
    with django_assert_num_queries(FRAME):
        leader.get(url)
    with django_assert_num_queries(FRAME):
        assert leader.get(url, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("page", ["", "xep-hang/", "ban-do-nhiet/", "cac-phan/"])
def test_no_page_of_a_large_province_is_heavy(scene: Scene, leader: Client, page: str) -> None:
    grow(scene.period, 190)
    assert len(_cold(leader, f"/bang-diem/{page}{scene.month}")) < 300 * KIB
