"""The province's and the agency's page, and marks that are followed up."""

from uuid import uuid4

import pytest
from django.test import Client

from agencies.models import User
from core.models import AuditEntry
from evaluations.models import AgencyResult, CalibrationMark
from evaluations.tests.calibration.conftest import Scene

MONTH = "?ky=2026-11-01"


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _mark(scene: Scene, **changes: object) -> dict[str, object]:
    return {
        "form_uuid": str(uuid4()),
        "agency": scene.agency.pk,
        "period": scene.period.pk,
        "criterion": scene.month.criteria[0].pk,
        "note": "Tự chấm cao hơn hẳn kiểm tra.",
    } | changes


def test_the_province_reads_every_agency_and_a_missing_gap_is_a_dash(scene: Scene) -> None:
    page = _as(scene.cast.admin).get(f"/doi-chieu/{MONTH}").content.decode()
    for agency in scene.month.agencies:
        result = AgencyResult.objects.get(agency=agency, period=scene.period)
        assert f"/doi-chieu/co-quan/{agency.pk}/" in page
        if result.gap_inspection is not None:
            assert f"{abs(result.gap_inspection):.1f}".replace(".", ",") in page
    assert "—" in page


@pytest.mark.parametrize("who", ["officer", "head", "inspector", "operator"])
def test_nobody_else_reads_the_province(scene: Scene, who: str) -> None:
    assert _as(getattr(scene.cast, who)).get(f"/doi-chieu/{MONTH}").status_code == 403


def test_the_head_reads_their_own_agency_and_a_stranger_finds_nothing(scene: Scene) -> None:
    address = f"/doi-chieu/co-quan/{scene.agency.pk}/{MONTH}"
    assert _as(scene.head).get(address).status_code == 200
    for who in (scene.cast.head, scene.cast.officer):
        assert _as(who).get(address).status_code == 404
    assert _as(scene.cast.admin).get(f"/doi-chieu/co-quan/999999/{MONTH}").status_code == 404


def test_an_unknown_month_is_the_newest(scene: Scene) -> None:
    for word in ("", "?ky=", "?ky=vớ+vẩn", "?ky=1900-01-01"):
        answer = _as(scene.head).get(f"/doi-chieu/co-quan/{scene.agency.pk}/{word}")
        assert answer.status_code == 200
        assert "tháng 11/2026" in answer.content.decode()


def test_home_affairs_marks_and_the_head_reads_it(scene: Scene) -> None:
    client, form = _as(scene.cast.admin), _mark(scene)
    address = f"/doi-chieu/co-quan/{scene.agency.pk}/danh-dau/{MONTH}"
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    mark = CalibrationMark.objects.get()
    page = _as(scene.head).get(f"/doi-chieu/co-quan/{scene.agency.pk}/{MONTH}").content.decode()
    assert "Tự chấm cao hơn hẳn kiểm tra." in page
    assert "Ghi kết quả xem lại" not in page
    assert client.post(address, form | {"note": "Khác"}).status_code == 409
    assert client.post(address, _mark(scene)).status_code == 409
    follow = f"/doi-chieu/dau/{mark.pk}/"
    assert _as(scene.head).post(follow, {"outcome": "Xong"}).status_code == 403
    assert _as(scene.cast.officer).get(follow).status_code == 404
    assert client.post(follow, {"outcome": "Đã làm rõ cách hiểu."}).status_code == 302
    assert client.post(follow, {"outcome": "Đã làm rõ cách hiểu."}).status_code == 302
    assert client.post(follow, {"outcome": "Khác."}).status_code == 409
    mark.refresh_from_db()
    assert mark.outcome == "Đã làm rõ cách hiểu."
    assert AuditEntry.objects.filter(event__startswith="calibration").count() == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("note", " "), ("note", "x" * 100_000), ("criterion", "999999"), ("criterion", ""), ("note", "a\x00b")],
)
def test_a_wrong_mark_is_said_and_what_was_typed_stays(scene: Scene, name: str, value: str) -> None:
    address = f"/doi-chieu/co-quan/{scene.agency.pk}/danh-dau/{MONTH}"
    answer = _as(scene.cast.admin).post(address, _mark(scene, **{name: value}))
    assert answer.status_code == 422
    assert not CalibrationMark.objects.exists()
    if name == "criterion":
        assert "Tự chấm cao hơn hẳn kiểm tra." in answer.content.decode()


def test_a_head_marks_nothing(scene: Scene) -> None:
    address = f"/doi-chieu/co-quan/{scene.agency.pk}/danh-dau/{MONTH}"
    assert _as(scene.head).post(address, _mark(scene)).status_code == 403
    assert not CalibrationMark.objects.exists()


def test_few_people_are_hidden_on_the_agencys_page(scene: Scene) -> None:
    page = _as(scene.head).get(f"/doi-chieu/co-quan/{scene.agency.pk}/{MONTH}").content.decode()
    result = AgencyResult.objects.get(agency=scene.agency, period=scene.period)
    assert 0 < result.submitted < 5
    assert "ẩn (n: dưới 5)" in page
