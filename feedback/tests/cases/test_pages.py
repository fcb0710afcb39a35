"""The pages of the desk: who sees what, forms that come back, the same cost at any size, the public page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditEntry
from feedback.actions.cases.publish import publish_answer
from feedback.models import FeedbackCase, Reply, ReplyTemplate
from feedback.tests.cases.conftest import NOW, TODAY, Desk

LIST = "/phan-anh/so/"


def _detail(case: FeedbackCase, act: str = "") -> str:
    return f"{LIST}{case.pk}/{act}"


def _publish(desk: Desk, case: FeedbackCase, text: str) -> None:
    desk.answer(case)
    publish_answer(
        case=case,
        question=f"Việc: {text}",
        text=text,
        is_sure=True,
        seen_version=desk.version(case),
        actor=desk.cast.admin,
        at=NOW,
    )


def test_each_reads_the_own_part(desk: Desk, as_) -> None:
    own, other = desk.case(), desk.case(desk.cast.commune)
    sealed = desk.case(state="ready", released_on=None, released_text="")
    for user, seen in (
        (desk.cast.head, {own.short}),
        (desk.cast.other_head, {other.short}),
        (desk.cast.unit_head, set()),
        (desk.cast.admin, {own.short, other.short}),
        (desk.cast.inspector, {own.short, other.short}),
    ):
        page = as_(user).get(LIST).content.decode()
        assert {case.short for case in (own, other, sealed) if case.short in page} == seen
    for user in (desk.cast.officer, desk.cast.leader, desk.cast.custodian, desk.cast.operator):
        assert as_(user).get(LIST).status_code == 403


def test_the_register_is_narrowed(desk: Desk, as_) -> None:
    late, judged = desk.case(due_on=TODAY - timedelta(days=2)), desk.case(released_text="Chỗ để xe chật.")
    desk.judge(judged, "unfounded")
    client = as_(desk.cast.admin)
    for query, seen in (
        ("?qua-han=1", {late.short}),
        ("?ket-luan=unfounded", {judged.short}),
        ("?q=chỗ để xe", {judged.short}),
        (f"?q={late.short[:4]}", {late.short}),
        ("?tinh-trang=da-tra-loi", set()),
        (f"?co-quan={desk.cast.department.pk}", {late.short, judged.short}),
        (f"?co-quan={desk.cast.commune.pk}", set()),
        ("?loai=x&tinh-trang=y&trang=99", {late.short, judged.short}),
    ):
        page = client.get(LIST + query).content.decode()
        assert {case.short for case in (late, judged) if case.short in page} == seen, query


def test_a_supplementary_answer_hides_no_case_from_who_publishes(desk: Desk, as_) -> None:
    worded, plain = desk.case(), desk.case()
    desk.answer(worded)
    desk.answer(plain)
    Reply.objects.filter(case=worded).update(public_text="Đã nhắc nhở.")
    desk.answer(worded, text="Xin bổ sung: quầy đã có người trực mới.")
    page = as_(desk.cast.admin).get("/phan-anh/so/?tinh-trang=cho-cong-khai").content.decode()
    assert worded.short in page
    assert plain.short not in page


def test_the_register_costs_the_same_at_any_size(desk: Desk, as_) -> None:
    client = as_(desk.cast.admin)

    def cost() -> int:
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    desk.case()
    few = cost()
    for _ in range(12):
        desk.case(desk.cast.commune, unit=desk.cast.unit)
    assert cost() == few


def test_order_within_a_day_is_by_chance_and_moments_are_nowhere(desk: Desk, as_) -> None:
    first, second = desk.case(shuffle=9), desk.case(shuffle=1)
    page = as_(desk.cast.head).get(LIST).content.decode()
    assert page.index(second.short) < page.index(first.short)
    assert "13/11/2026" not in page  # the day on which it came
    assert "13/11/2026" not in as_(desk.cast.head).get(_detail(first)).content.decode()


def test_a_stranger_finds_no_case(desk: Desk, as_) -> None:
    case = desk.case()
    for user in (desk.cast.other_head, desk.cast.unit_head, desk.cast.officer, desk.cast.custodian):
        assert as_(user).get(_detail(case)).status_code == 404


@pytest.mark.parametrize(
    ("who", "offered", "withheld"),
    [
        ("head", {"giao/", "tra-loi/", "gia-han/", "bao/", "gop/", "tach/"}, {"ket-luan/", "mo-lai/"}),
        ("admin", {"ket-luan/", "gia-han/", "gop/", "tach/"}, {"giao/", "tra-loi/", "bao/"}),
        ("inspector", {"ket-luan/"}, {"giao/", "tra-loi/", "gia-han/", "gop/", "tach/"}),
    ],
)
def test_the_page_offers_what_is_the_readers_to_do(desk: Desk, as_, who, offered, withheld) -> None:
    case = desk.case()
    page = as_(getattr(desk.cast, who)).get(_detail(case)).content.decode()
    assert {act for act in offered if f'action="{_detail(case, act)}"' not in page} == set()
    assert {act for act in withheld if f'action="{_detail(case, act)}"' in page} == set()


def test_an_answer_is_sent_from_the_page(desk: Desk, as_) -> None:
    case = desk.case()
    client = as_(desk.cast.head)
    form = {"form_uuid": uuid4(), "seen_version": 1, "text": "Đã xin lỗi và hướng dẫn lại."}
    assert client.post(_detail(case, "tra-loi/"), form).status_code == 302
    assert client.post(_detail(case, "tra-loi/"), form).status_code == 302
    assert case.replies.count() == 1
    page = client.get(_detail(case)).content.decode()
    assert "Đã xin lỗi và hướng dẫn lại." in page
    assert "Đã trả lời" in page


def test_an_answer_to_merged_cases_asks_for_words_for_all(desk: Desk, as_) -> None:
    main = desk.case()
    desk.case(state="merged", merged_into=main)
    client = as_(desk.cast.head)
    assert "Lời trả lời chung" in client.get(_detail(main)).content.decode()
    form = {"form_uuid": uuid4(), "seen_version": 1, "text": "Chào bà.", "shared_text": "Gọi 0901234567."}
    refused = client.post(_detail(main, "tra-loi/"), form)
    assert refused.status_code == 422
    assert "Gọi 0901234567." in refused.content.decode()
    assert client.post(_detail(main, "tra-loi/"), {**form, "is_sure": "on"}).status_code == 302
    assert "Gọi 0901234567." in client.get(_detail(main)).content.decode()
    assert "Lời trả lời chung" not in client.get(_detail(desk.case())).content.decode()


def test_a_late_form_comes_back_with_what_was_typed_beside_the_newer_case(desk: Desk, as_) -> None:
    case = desk.case()
    desk.answer(case, "Trả lời của người kia.")
    response = as_(desk.cast.head).post(
        _detail(case, "tra-loi/"), {"form_uuid": uuid4(), "seen_version": 1, "text": "Lời tôi vừa viết."}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Trả lời của người kia." in page
    assert "Lời tôi vừa viết." in page
    assert 'name="seen_version" value="2"' in page


def test_an_empty_form_says_what_is_missing(desk: Desk, as_) -> None:
    case = desk.case()
    response = as_(desk.cast.admin).post(_detail(case, "ket-luan/"), {"seen_version": 1})
    assert response.status_code == 422
    assert "Hãy chọn kết luận." in response.content.decode()


def test_a_template_begins_the_answer(desk: Desk, as_) -> None:
    case = desk.case()
    mine = ReplyTemplate.objects.create(agency=desk.cast.department, name="Cảm ơn", text="Về phản ánh {ma}")
    other = ReplyTemplate.objects.create(agency=desk.cast.commune, name="Của xã", text="Xã trả lời {ma}")
    client = as_(desk.cast.head)
    assert f"Về phản ánh {case.short}" in client.get(f"{_detail(case)}?mau={mine.pk}").content.decode()
    assert "Xã trả lời" not in client.get(f"{_detail(case)}?mau={other.pk}").content.decode()


def test_templates_are_kept_by_those_whose_they_are(desk: Desk, as_) -> None:
    shared = ReplyTemplate.objects.create(name="Chung", text="Kính gửi Ông/bà")
    own = ReplyTemplate.objects.create(agency=desk.cast.department, name="Riêng", text="Chào")
    head = as_(desk.cast.head)
    assert "Chung" in head.get("/phan-anh/so/mau/").content.decode()
    assert head.get(f"/phan-anh/so/mau/{shared.pk}/").status_code == 403
    form = {"name": "Riêng", "text": "Chào {ma}", "is_active": "on"}
    assert head.post(f"/phan-anh/so/mau/{own.pk}/", form).status_code == 302
    new = {"agency": desk.cast.commune.pk, "name": "Mới", "text": "Về {ma}", "is_active": "on"}
    assert head.post("/phan-anh/so/mau/moi/", new).status_code == 302
    assert ReplyTemplate.objects.get(name="Mới").agency == desk.cast.department
    assert as_(desk.cast.other_head).get(f"/phan-anh/so/mau/{own.pk}/").status_code == 404
    assert as_(desk.cast.unit_head).get("/phan-anh/so/mau/").status_code == 403


def test_the_file_holds_what_the_list_shows_and_leaves_a_trace(desk: Desk, as_) -> None:
    desk.case(), desk.case(desk.cast.commune)
    response = as_(desk.cast.head).get("/phan-anh/so/xuat.xlsx")
    assert response.status_code == 200
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert AuditEntry.objects.get(event="case.exported").after == {"rows": 1}


def test_the_board_is_for_those_who_oversee(desk: Desk, as_) -> None:
    late = desk.case(due_on=TODAY - timedelta(days=7))
    desk.case()
    page = as_(desk.cast.admin).get("/phan-anh/so/qua-han/").content.decode()
    assert "7 ngày" in page
    assert late.short in page
    assert (
        "Không có phản ánh quá hạn"
        in as_(desk.cast.admin).get("/phan-anh/so/qua-han/?tre=31").content.decode()
    )
    for _ in range(21):
        desk.case(due_on=TODAY - timedelta(days=1))
    page = as_(desk.cast.admin).get("/phan-anh/so/qua-han/").content.decode()
    assert "Xem thêm 2 phản ánh quá hạn" in page
    assert as_(desk.cast.head).get("/phan-anh/so/qua-han/").status_code == 403


def test_published_answers_are_for_everybody_without_a_cookie(desk: Desk, client: Client) -> None:
    case, other = desk.case(), desk.case(desk.cast.commune)
    _publish(desk, case, "Đã bố trí thêm ghế chờ.")
    _publish(desk, other, "Đã sửa bảng chỉ dẫn.")
    hidden = desk.case(released_text="Chưa công khai")
    response = client.get(reverse("public_answers"))
    page = response.content.decode()
    assert not response.cookies
    assert "ghế chờ" in page
    assert "bảng chỉ dẫn" in page
    assert hidden.short not in page
    assert case.short not in page
    assert case.released_text not in page
    found = client.get(reverse("public_answers"), {"q": "ghế"}).content.decode()
    assert "ghế chờ" in found
    assert "bảng chỉ dẫn" not in found
    by_agency = client.get(reverse("public_answers"), {"co-quan": desk.cast.commune.pk}).content.decode()
    assert "bảng chỉ dẫn" in by_agency
    assert "ghế chờ" not in by_agency
    assert client.get(reverse("public_answers"), {"co-quan": "x", "trang": "-5"}).status_code == 200


def test_markup_in_words_is_text_everywhere(desk: Desk, as_, client: Client) -> None:
    payload = '<script>alert("x")</script>{{ 7|add:7 }}'
    case = desk.case(released_text=payload)
    _publish(desk, case, payload)
    for page in (
        as_(desk.cast.head).get(LIST),
        as_(desk.cast.head).get(_detail(case)),
        client.get(reverse("public_answers")),
    ):
        assert "<script>alert" not in page.content.decode()
        assert "&lt;script&gt;" in page.content.decode()
