"""Who reads which figures; a stranger meets the same 404 as a made-up number."""

import pytest
from django.test import Client

from reporting.tests.conftest import Scene, put_on_a_team, signed_in

PROVINCE = ("", "xep-hang/", "ban-do-nhiet/", "cac-phan/")
AGENCY = ("", "nhom/TT/", "tieu-chi/TT-04/")


@pytest.mark.parametrize("page", PROVINCE)
@pytest.mark.parametrize("reader", ["leader", "admin"])
def test_province_readers_read_the_province(scene: Scene, reader: str, page: str) -> None:
    client = signed_in(getattr(scene.cast, reader))
    assert client.get(f"/bang-diem/{page}{scene.month}").status_code == 200


@pytest.mark.parametrize("page", PROVINCE)
@pytest.mark.parametrize("reader", ["head", "officer", "unit_head", "custodian", "operator", "inspector"])
def test_others_are_told_why_they_do_not_read_the_province(scene: Scene, reader: str, page: str) -> None:
    response = signed_in(getattr(scene.cast, reader)).get(f"/bang-diem/{page}")
    assert response.status_code == 403
    assert "dành cho lãnh đạo tỉnh" in response.content.decode()


@pytest.mark.parametrize("page", AGENCY)
def test_a_head_reads_the_agency_they_lead(scene: Scene, head: Client, page: str) -> None:
    assert head.get(scene.at(page)).status_code == 200


@pytest.mark.parametrize("page", AGENCY)
@pytest.mark.parametrize(
    "reader", ["other_head", "officer", "unit_head", "custodian", "operator", "inspector"]
)
def test_a_stranger_meets_nothing(scene: Scene, reader: str, page: str) -> None:
    assert signed_in(getattr(scene.cast, reader)).get(scene.at(page)).status_code == 404


def test_a_head_meets_nothing_at_another_agency_as_at_a_made_up_one(scene: Scene, head: Client) -> None:
    other = head.get(scene.at("", scene.other))
    made_up = head.get(f"/bang-diem/co-quan/987654/{scene.month}")
    assert (other.status_code, made_up.status_code) == (404, 404)
    assert _main(other.content.decode()) == _main(made_up.content.decode())


def _main(page: str) -> str:
    """A page from its main part on; the head carries a token of its own each time."""
    return page.partition("<main")[2]


def test_a_stranger_meets_nothing_below_a_criterion(scene: Scene) -> None:
    source = scene.at("tieu-chi/TT-04/inspection/")
    assert signed_in(scene.cast.other_head).get(source).status_code == 404


@pytest.mark.parametrize("path", ["/", "/co-quan-toi/", "/bang-diem/", "/bang-diem/co-quan/1/"])
def test_a_visitor_is_asked_to_sign_in(db: None, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert "/tai-khoan/" in response["Location"]


@pytest.mark.parametrize("path", ["/", "/co-quan-toi/", "/bang-diem/", "/bang-diem/cac-phan/"])
def test_pages_are_only_read(leader: Client, path: str) -> None:
    assert leader.post(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/bang-diem/?ky=2019-01-01",
        "/bang-diem/?ky=nothing",
        "/bang-diem/xep-hang/?nhom=nothing",
        "/bang-diem/ban-do-nhiet/?xep=XX-99",
        "/bang-diem/?xuat=pdf",
        "/bang-diem/?xuat=xlsx&bang=nothing",
    ],
)
def test_what_does_not_exist_is_not_found(leader: Client, path: str) -> None:
    assert leader.get(path).status_code == 404


@pytest.mark.parametrize("path", ["nhom/XX/", "tieu-chi/XX-01/", "tieu-chi/TT-04/nobody/"])
def test_what_an_agency_does_not_have_is_not_found(scene: Scene, leader: Client, path: str) -> None:
    assert leader.get(scene.at(path)).status_code == 404


@pytest.mark.parametrize("page", AGENCY)
def test_an_inspector_reads_the_agency_of_their_team_and_no_other(scene: Scene, page: str) -> None:
    put_on_a_team(scene.cast.inspector, scene)
    client = signed_in(scene.cast.inspector)
    assert client.get(scene.at(page)).status_code == 200
    assert client.get(scene.at("", scene.other)).status_code == 404
