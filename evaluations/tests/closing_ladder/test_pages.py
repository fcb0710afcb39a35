"""The pages before a close: what each reader finds, and what a form that comes too late is told."""

from datetime import timedelta
from uuid import uuid4

import time_machine

from core.models import Notification
from evaluations.models import Objection, Period, SignOff
from evaluations.tests.closing_ladder.conftest import AFTER, AT, Scene, signed_in


def _at(scene: Scene, below: str = "") -> str:
    return f"/ky-danh-gia/{scene.period.pk}/{below}"


def test_home_affairs_finds_what_is_in_the_way_and_the_next_step(scene: Scene) -> None:
    client = signed_in(scene.cast.admin)
    page = client.get(_at(scene)).text
    assert "Các cơ quan chưa được xem kết quả dự kiến" in page
    assert _at(scene, "xem-truoc/") in page
    answer = client.post(_at(scene, "xem-truoc/"), {"closes_on": "2026-11-26", "form_uuid": uuid4()})
    assert answer["Location"] == _at(scene)
    page = client.get(_at(scene)).text
    assert "Dự kiến, còn nhận ý kiến đến 26/11/2026" in page
    assert "chốt được từ ngày hôm sau" in page


def test_others_read_the_dates_and_no_figure(scene: Scene) -> None:
    scene.preview()
    page = signed_in(scene.cast.officer).get(_at(scene)).text
    assert "26/11/2026" in page
    assert "Trước khi chốt" not in page
    assert "Cơ quan đã ký" not in page


def test_a_period_leads_its_heads_to_their_signature(scene: Scene) -> None:
    words = "Xem và ký kết quả dự kiến"
    assert words not in signed_in(scene.cast.head).get(_at(scene)).text
    scene.preview()
    assert words in signed_in(scene.cast.head).get(_at(scene)).text
    assert words in signed_in(scene.cast.unit_head).get(_at(scene)).text
    for other in (scene.cast.leader, scene.cast.officer, scene.cast.admin):
        assert words not in signed_in(other).get(_at(scene)).text


def test_a_day_too_near_stays_on_the_page_with_the_reason(scene: Scene) -> None:
    answer = signed_in(scene.cast.admin).post(_at(scene, "xem-truoc/"), {"closes_on": "2026-11-21"})
    assert answer.status_code == 409
    assert "Ngày cuối sớm nhất là 26/11/2026" in answer.text


def test_the_head_signs_and_the_moved_figure_is_said(scene: Scene) -> None:
    scene.preview()
    client, url = signed_in(scene.cast.head), _at(scene, f"ky/{scene.cast.department.pk}/")
    page = client.get(url).text
    assert "Ký kết quả của cơ quan" in page
    assert "không bắt buộc" not in page
    form = {"form_uuid": uuid4(), "step": "agency", "seen": "87.43", "reason": "Trưởng phòng đi vắng"}
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302
    assert SignOff.objects.count() == 1
    scene.figure(scene.cast.department, "87.50")
    assert "Ký ở 87,43, nay 87,50" in client.get(url).text
    late = client.post(url, form | {"form_uuid": uuid4()})
    assert late.status_code == 409
    assert "từ 87,43 thành 87,50" in late.text
    assert 'name="seen" value="87.50"' in late.text
    assert "Ký ở 87,43, nay 87,50" in client.get(_at(scene, "ky/")).text


def test_all_that_are_ready_are_signed_from_their_tab(scene: Scene) -> None:
    scene.preview()
    client = signed_in(scene.cast.admin)
    assert "Ký kết quả của" not in client.get(_at(scene, "ky/?loc=san-sang")).text
    with time_machine.travel(AFTER, tick=False):
        client = signed_in(scene.cast.admin)
        page = client.get(_at(scene, "ky/?loc=san-sang")).text
        assert "Ký kết quả của 3 cơ quan" in page
        seen = {
            f"seen_{scene.cast.department.pk}": "87.43",
            f"seen_{scene.cast.commune.pk}": "79.00",
            f"seen_{scene.cast.home_affairs.pk}": "-",
        }
        answer = client.post(_at(scene, "ky/tat-ca/"), {"form_uuid": uuid4(), **seen}, follow=True)
    assert "Đã ký kết quả của 2 cơ quan. 1 cơ quan chưa ký" in answer.text


def test_a_head_objects_and_reads_the_answer(scene: Scene) -> None:
    scene.preview()
    head, admin = signed_in(scene.cast.head), signed_in(scene.cast.admin)
    url = _at(scene, f"y-kien/{scene.cast.department.pk}/")
    criterion = scene.cast.department.results.get().criteria_set.criteria.order_by("position")[0]
    form = {"form_uuid": uuid4(), "criterion": criterion.pk, "text": "Đếm thiếu ba lượt"}
    assert head.post(url, form | {"text": ""}).status_code == 422
    page = head.post(url, form)["Location"]
    assert f"tiêu chí {criterion.code}" in admin.get(_at(scene, "y-kien/")).text
    answer = admin.post(f"{page}tra-loi/", {"verdict": "partly", "answer": "x"})
    assert answer.status_code == 422
    assert admin.post(f"{page}tra-loi/", {"verdict": "uphold", "answer": "Đã sửa"}).status_code == 302
    assert "Đã sửa" in head.get(page).text
    assert Notification.objects.filter(recipient=scene.cast.head, kind="objection.answered").exists()
    assert signed_in(scene.cast.other_head).get(page).status_code == 404


def test_a_late_objection_is_told_the_date_and_then_the_way_to_a_correction(scene: Scene) -> None:
    scene.preview()
    url = _at(scene, f"y-kien/{scene.cast.department.pk}/")
    with time_machine.travel(AFTER, tick=False):
        client = signed_in(scene.cast.head)
        late = client.post(url, {"form_uuid": uuid4(), "text": "Muộn"})
        assert (late.status_code, "26/11/2026" in late.text) == (409, True)
        Period.objects.filter(pk=scene.period.pk).update(state="closed", closed_at=AT + timedelta(days=7))
        late = client.post(url, {"form_uuid": uuid4(), "text": "Muộn"})
    assert (late.status_code, "đề nghị điều chỉnh" in late.text) == (409, True)
    assert not Objection.objects.exists()


def test_a_unit_head_sees_counts_and_no_points(scene: Scene) -> None:
    scene.preview()
    client = signed_in(scene.cast.unit_head)
    page = client.get(_at(scene, "ky/")).text
    assert "Phòng Hành chính tư pháp" in page
    assert "87,43" not in page
    url = _at(scene, f"ky/bo-phan/{scene.cast.unit.pk}/")
    form = {"form_uuid": uuid4(), "seen": "Phải nộp 3, đã nộp 0, đã quyết định 0.", "reason": ""}
    assert client.post(url, form).status_code == 422
    assert client.post(url, form | {"reason": "Nghỉ phép"}).status_code == 302
    assert "Nghỉ phép" in client.get(url).text


def test_the_dashboards_say_that_figures_are_expected(scene: Scene) -> None:
    scene.preview()
    words = "Dự kiến, còn nhận ý kiến đến 26/11/2026"
    client, month = signed_in(scene.cast.admin), "?ky=2026-10-01"
    assert words in client.get(f"/bang-diem/{month}").text
    assert words in client.get(f"/bang-diem/co-quan/{scene.cast.department.pk}/{month}").text
