"""The first page leads each person to what they come for."""

import pytest
from django.test import Client

from reporting.tests.conftest import Scene, signed_in


@pytest.mark.parametrize(
    ("reader", "place"),
    [
        ("leader", "/bang-diem/"),
        ("admin", "/bang-diem/"),
        ("inspector", "/kiem-tra/"),
        ("head", "/co-quan-toi/"),
        ("officer", "/phieu/hien-tai/"),
        ("unit_head", "/phieu/hien-tai/"),
    ],
)
def test_each_is_led_to_their_own(scene: Scene, reader: str, place: str) -> None:
    response = signed_in(getattr(scene.cast, reader)).get("/")
    assert (response.status_code, response["Location"]) == (302, place)


def test_who_has_no_figures_chooses_a_place(scene: Scene) -> None:
    response = signed_in(scene.cast.operator).get("/")
    assert response.status_code == 200
    assert "Chọn mục cần làm việc" in response.content.decode()


def test_a_head_is_led_to_the_agency_they_lead(scene: Scene, head: Client) -> None:
    assert head.get("/co-quan-toi/")["Location"] == f"/bang-diem/co-quan/{scene.agency.pk}/"


def test_who_heads_no_agency_has_none(leader: Client) -> None:
    assert leader.get("/co-quan-toi/").status_code == 404
