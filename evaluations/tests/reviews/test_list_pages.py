"""The heads' pages: who has sent and who owes, judging one form, approving several, three hundred people."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from agencies.enums import Role
from agencies.models import Delegation, Posting, User
from agencies.tests.factories import grant, make_staff
from core.models import OutboxMessage
from evaluations.actions.assessments.appeal import appeal
from evaluations.actions.assessments.save_draft import save_draft
from evaluations.actions.reviews.review import review_assessment
from evaluations.enums import AssessmentState
from evaluations.models import AssessmentEvidence, Review, SelfAssessment
from evaluations.rules.assessments.answers import Answers
from evaluations.rules.assessments.reviewing import NEEDS_REASON, ReviewRead
from evaluations.tests.assessments.conftest import NOW, Month

LIST = "/nhan-xet/"


def _as(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def _page(client: Client, user: User, **query: Any) -> str:
    answer = _as(client, user).get(LIST, query)
    assert answer.status_code == 200
    return answer.text


def test_those_who_have_not_begun_are_listed_too(client: Client, month: Month) -> None:
    month.submitted(month.cast.officer)
    page = _page(client, month.cast.head, loai="tat-ca")
    for name in ("Bùi Thị Ánh", "Huỳnh Văn Đạt", "Võ Văn Phòng", "Đỗ Thị Văn", "Nguyễn Thị Hòa"):
        assert name in page
    assert "Lý Thị Lạ" not in page
    assert "Đã nộp <strong>1/5</strong>" in page


def test_a_unit_head_sees_the_unit_alone(client: Client, month: Month) -> None:
    page = _page(client, month.cast.unit_head, loai="tat-ca")
    assert "Bùi Thị Ánh" in page
    assert "Đỗ Thị Văn" not in page


@pytest.mark.parametrize(
    ("tab", "names"),
    [
        ("cho", {"Bùi Thị Ánh"}),
        ("chua", {"Võ Văn Phòng"}),
        ("thay", {"Huỳnh Văn Đạt"}),
        ("xong", set()),
        ("tra", set()),
        ("khong-co", {"Bùi Thị Ánh"}),
    ],
)
def test_each_tab_holds_its_own(client: Client, month: Month, tab: str, names: set[str]) -> None:
    month.submitted(month.cast.officer)
    _review(client, month, month.submitted(month.cast.colleague))
    _page(client, month.cast.unit_head)  # takes the message of the review along
    page = _page(client, month.cast.unit_head, loai=tab).split('class="state-tabs"')[-1]
    everyone = {"Bùi Thị Ánh", "Huỳnh Văn Đạt", "Võ Văn Phòng"} - {month.cast.unit_head.display_name}
    assert {name for name in everyone if name in page} == names - {month.cast.unit_head.display_name}


def test_names_are_found_without_accents(client: Client, month: Month) -> None:
    page = _page(client, month.cast.head, loai="tat-ca", q="bui thi anh")
    assert "Bùi Thị Ánh" in page
    assert "Huỳnh Văn Đạt" not in page


def test_a_draft_shows_as_not_sent(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    SelfAssessment.objects.filter(pk=form.pk).update(state=AssessmentState.DRAFT)
    assert str(form.pk) not in _page(client, month.cast.unit_head, loai="tat-ca")


def test_the_list_costs_the_same_at_any_size(
    client: Client, month: Month, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        make_staff(f"Nguyễn Thị Yến{number}", month.cast.unit)
    for user in (month.cast.officer, month.cast.colleague):
        month.submitted(user)
    _page(client, month.cast.unit_head)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST, {"loai": "tat-ca"})
    for number in range(240):
        make_staff(f"Nguyễn Thị Yến{number}", month.cast.unit)
    with django_assert_num_queries(len(few)):
        page = client.get(LIST, {"loai": "tat-ca"}).text
    assert page.count("Nguyễn Thị Yến") == 300
    assert len(page.encode()) < 200_000


def test_htmx_is_answered_the_part(client: Client, month: Month) -> None:
    answer = _as(client, month.cast.head).get(LIST, headers={"hx-request": "true"})
    assert "<html" not in answer.text
    assert "owing-sum" in answer.text


@pytest.mark.parametrize("who", ["officer", "inspector", "leader", "operator"])
def test_the_list_is_for_heads(client: Client, month: Month, who: str) -> None:
    assert _as(client, getattr(month.cast, who)).get(LIST).status_code == 403


def _review(client: Client, month: Month, form: SelfAssessment, **fields: str) -> Any:
    address = reverse("review_save", args=[form.pk])
    return _as(client, month.cast.unit_head).post(address, {"version": form.version} | fields)


def test_three_columns_stand_side_by_side(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    detail = reverse("review_detail", args=[form.pk])
    assert "Giữ: Luôn luôn" in _as(client, month.cast.unit_head).get(detail).text
    assert _review(client, month, form, s0="50", r0="Sai hai câu.", note="Cố gắng.").url.startswith(LIST)
    page = _as(client, month.cast.head).get(detail).text
    for words in ("Sai hai câu.", "Cố gắng.", "Giữ: Thỉnh thoảng", "(tự chấm)", "Võ Văn Phòng"):
        assert words in page
    fields = {"version": 1, "state": "seen", "s0": "20", "r0": "Sai cả ba câu."}
    client.post(reverse("review_save", args=[form.pk]), fields)
    assert Review.objects.get().changes == {"0": {"score": 20, "reason": "Sai cả ba câu."}}
    page = client.get(detail).text
    for words in ("Thỉnh thoảng", "Hiếm khi", "Sai hai câu.", "Sai cả ba câu.", "Quyết định: "):
        assert words in page
    assert "<select" not in page.split("data-vhcv-judge")[1].split("</form>")[0]


def test_the_agency_head_is_told_that_the_manager_has_not_looked(client: Client, month: Month) -> None:
    detail = reverse("review_detail", args=[month.submitted(month.cast.officer).pk])
    page = _as(client, month.cast.head).get(detail).text
    assert "Trưởng bộ phận chưa nhận xét phiếu này. Bạn vẫn quyết định được ngay." in page
    assert "Người đứng đầu cơ quan của tháng: Nguyễn Thị Hòa" in page


def test_a_head_goes_through_the_list_without_going_back(client: Client, month: Month) -> None:
    cast = month.cast
    forms = [month.submitted(user) for user in (cast.officer, cast.colleague, cast.unit_head)]
    _as(client, cast.head)
    detail = reverse("review_detail", args=[forms[0].pk])
    page = client.get(detail).text
    assert "1/3" in page
    answer = client.post(reverse("review_save", args=[forms[0].pk]), {"version": 1, "next": "1"})
    assert answer.url.startswith(reverse("review_detail", args=[forms[1].pk]))
    page = client.get(answer.url).text
    assert "1/2" in page


def test_a_decision_on_what_changed_meanwhile_keeps_what_was_typed(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    _review(client, month, form)
    _as(client, month.cast.head)
    fields = {"version": 1, "state": "sent", "s0": "50", "r0": "Sai hai câu.", "note": "Đã trao đổi."}
    answer = client.post(reverse("review_save", args=[form.pk]), fields)
    assert answer.status_code == 409
    for words in ("đã có người xử lý", "Sai hai câu.", "Đã trao đổi."):
        assert words in answer.text
    assert not Review.objects.exists()


def test_a_note_too_long_comes_back(client: Client, month: Month) -> None:
    answer = _review(client, month, month.submitted(month.cast.officer), note="x" * 100_000)
    assert answer.status_code == 422
    assert "dài quá 2.000 ký tự" in answer.text


def test_a_change_without_reason_comes_back_with_what_was_typed(client: Client, month: Month) -> None:
    answer = _review(client, month, month.submitted(month.cast.officer), s0="50", note="Đã trao đổi.")
    assert answer.status_code == 422
    assert NEEDS_REASON in answer.text
    assert "Đã trao đổi." in answer.text
    assert '<option value="50" selected>' in answer.text
    assert not Review.objects.exists()


def test_a_form_is_returned_with_a_note_that_the_person_reads(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    address = reverse("review_return", args=[form.pk])
    _as(client, month.cast.unit_head)
    assert client.post(address, {"version": "1", "note": " "}).status_code == 422
    assert client.post(address, {"version": "1", "note": "Xem lại GT-02."}).url.startswith(LIST)
    edit = reverse("assessment_edit", args=[month.period.pk, month.cast.department.pk])
    assert "Xem lại GT-02." in _as(client, month.cast.officer).get(edit).text


def test_what_a_person_changes_in_a_returned_form_is_theirs_until_it_is_sent_again(
    client: Client, month: Month
) -> None:
    """RELIABILITY §2.2: a draft is read by its person alone, the first one and the second."""
    cast, form = month.cast, month.submitted(month.cast.officer)
    client.force_login(cast.unit_head)
    client.post(reverse("review_return", args=[form.pk]), {"version": "1", "note": "Xem lại GT-02."})
    owed = month.owed_by(cast.officer)
    answers = Answers(scores=tuple(month.scores(owed)), notes={"0": {"note": "Nháp riêng"}})
    save_draft(form=owed, form_id=form.pk, version=1, answers=answers)
    add = reverse("assessment_evidence", args=[form.pk])
    picture = BytesIO()
    Image.new("RGB", (60, 40), "green").save(picture, "JPEG")
    sent = {"form_uuid": uuid4(), "position": "0", "file": SimpleUploadedFile("a.jpg", picture.getvalue())}
    assert _as(client, cast.officer).post(add, sent).status_code == 302
    pages = [reverse(name, args=[form.pk]) for name in ("assessment_detail", "review_detail")]
    file = reverse("evidence_file", args=[AssessmentEvidence.objects.get().pk])
    assert "Nháp riêng" in client.get(pages[0]).text
    assert b"".join(client.get(file).streaming_content)
    for user in (cast.unit_head, cast.head):
        for page in pages:
            answer = _as(client, user).get(page)
            assert answer.status_code == 200
            assert "đang sửa phiếu" in answer.text
            assert file not in answer.text
            assert "Nháp riêng" not in answer.text
            assert "GT-01" not in answer.text
        assert client.get(file).status_code == 404
    month.submitted(cast.officer)
    # Sent again, whoever judges sees the evidence where they judge.
    assert file in _as(client, cast.unit_head).get(pages[1]).text
    assert b"".join(client.get(file).streaming_content)


def test_ticked_forms_are_approved_as_scored(client: Client, month: Month) -> None:
    forms = [month.submitted(user) for user in (month.cast.officer, month.cast.colleague)]
    OutboxMessage.objects.all().delete()
    _as(client, month.cast.unit_head).post("/nhan-xet/duyet/", {"pick": [f"{form.pk}:1" for form in forms]})
    assert set(SelfAssessment.objects.values_list("state", flat=True)) == {AssessmentState.MANAGED}
    picks = [f"{form.pk}:1:seen" for form in forms]
    answer = _as(client, month.cast.head).post("/nhan-xet/duyet/", {"pick": picks}, follow=True)
    assert "Đã quyết định 2 phiếu" in answer.text
    assert set(SelfAssessment.objects.values_list("state", flat=True)) == {AssessmentState.REVIEWED}


@pytest.mark.parametrize("pick", ["x", "x:1", ":", "x:1:khac", "8b0c7c9e-35a1-4d3b-9a53-0d2f4a8c1111:1:xx"])
def test_a_tick_that_is_not_ours_is_refused(client: Client, month: Month, pick: str) -> None:
    answer = _as(client, month.cast.unit_head).post("/nhan-xet/duyet/", {"pick": pick})
    assert answer.status_code == 400


def test_a_tick_for_somebody_else_s_unit_approves_nothing(client: Client, month: Month) -> None:
    form = month.submitted(month.cast.officer)
    _as(client, month.cast.other_unit_head).post("/nhan-xet/duyet/", {"pick": f"{form.pk}:1"})
    assert SelfAssessment.objects.get().state == AssessmentState.SUBMITTED


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("unit_head", 302),
        ("head", 302),
        ("officer", 403),
        ("other_unit_head", 404),
        ("other_head", 404),
        ("stranger", 404),
        ("inspector", 404),
        ("operator", 404),
    ],
)
@pytest.mark.parametrize("name", ["review_save", "review_return"])
def test_who_may_judge(client: Client, month: Month, name: str, who: str, status: int) -> None:
    address = reverse(name, args=[month.submitted(month.cast.officer).pk])
    data = {"version": "1", "note": "Xem lại."}
    assert _as(client, getattr(month.cast, who)).post(address, data).status_code == status
    assert client.get(address).status_code == 405


def test_nobody_judges_themselves_and_heads_wait_for_those_above(client: Client, month: Month) -> None:
    own = month.submitted(month.cast.unit_head)
    assert _review(client, month, own).status_code == 403
    grant(month.cast.officer, Role.UNIT_HEAD, month.cast.unit)
    address = reverse("review_save", args=[own.pk])
    assert "cấp trên trực tiếp" in _as(client, month.cast.officer).post(address, {"version": "1"}).text
    assert _as(client, month.cast.head).post(address, {"version": "1"}).status_code == 302


def test_a_head_s_own_form_stays_submitted_until_somebody_above_reads_it(
    client: Client, month: Month
) -> None:
    form = month.submitted(month.cast.head)
    page = _page(client, month.cast.head, loai="cho")
    assert "Nguyễn Thị Hòa" in page
    assert 'name="pick"' not in page
    grant(month.cast.admin, Role.AGENCY_HEAD, month.cast.province)
    address = reverse("review_save", args=[form.pk])
    assert _as(client, month.cast.admin).post(address, {"version": "1"}).status_code == 302


@pytest.mark.parametrize("name", ["review_save", "review_return", "review_approve"])
def test_a_closed_month_is_never_judged(client: Client, month: Month, name: str) -> None:
    form = month.submitted(month.cast.officer)
    month.close()
    address = reverse(name, args=[] if name == "review_approve" else [form.pk])
    data = {"version": "1", "note": "Xem lại.", "pick": f"{form.pk}:1"}
    assert _as(client, month.cast.unit_head).post(address, data).status_code == 409
    assert SelfAssessment.objects.get().state == AssessmentState.SUBMITTED


def _full_marks() -> None:
    """Every stored form answers as well as can be."""
    for form in SelfAssessment.objects.all():
        form.scores = tuple(None if score is None else 100 for score in form.scores)
        form.save(update_fields=["scores"])


def test_the_table_tells_points_flags_and_states(client: Client, month: Month) -> None:
    cast = month.cast
    form = month.submitted(cast.officer)
    _full_marks()
    SelfAssessment.objects.filter(pk=form.pk).update(submitted_at="2026-12-20T03:00:00Z")
    _review(client, month, form, s0="50", r0="Sai hai câu.")
    page = _page(client, cast.head, loai="cho")
    for words in ("100,00", "98,", "Nộp muộn", "Bộ phận đã nhận xét"):
        assert words in page


def test_the_meter_stands_over_the_list(client: Client, month: Month) -> None:
    for user in (month.cast.officer, month.cast.colleague):
        month.submitted(user)
    _full_marks()
    page = _page(client, month.cast.head, loai="cho", q="khong ai")
    assert "NĐ 335 · Không giữ chức vụ: 2, được 1" in page
    assert "2 xuất sắc, chưa có người tốt nào nên chưa có tỷ lệ; được 20% = 1 người" in page
    assert "Cổng chỉ cảnh báo, không chặn." in page
    unit = _page(client, month.cast.unit_head)
    assert "Tính trong bộ phận đang xem" in unit


def test_a_place_that_is_not_led_falls_back_to_the_own_one(client: Client, month: Month) -> None:
    page = _page(client, month.cast.unit_head, **{"bo-phan": month.cast.commune.pk, "loai": "tat-ca"})
    assert "Bùi Thị Ánh" in page
    assert "Lý Thị Lạ" not in page


def test_who_signs_for_whom_is_said_wherever_a_signature_stands(client: Client, month: Month) -> None:
    cast = month.cast
    Delegation.objects.create(
        giver=cast.head,
        receiver=cast.colleague,
        role=Role.AGENCY_HEAD,
        agency=cast.department,
        reason="Đi công tác",
        starts_on=date(2026, 11, 15),
        ends_on=date(2026, 11, 30),
    )
    form = month.submitted(cast.officer)
    detail = reverse("review_detail", args=[form.pk])
    assert "Bạn ký thay Nguyễn Thị Hòa theo ủy quyền." in _as(client, cast.colleague).get(detail).text
    client.post(reverse("review_save", args=[form.pk]), {"version": 1})
    page = _as(client, cast.head).get(detail).text
    assert "Huỳnh Văn Đạt, <strong>ký thay</strong> Nguyễn Thị Hòa theo ủy quyền" in page
    own = month.submitted(cast.head)
    answer = _as(client, cast.colleague).post(reverse("review_save", args=[own.pk]), {"version": 1})
    assert answer.status_code == 404


def test_a_deputy_reads_nothing_of_the_form_of_who_lent_them_the_role(client: Client, month: Month) -> None:
    """RELIABILITY 2.3.7: the giver is no head over themselves, so a lent role is none over the giver."""
    cast = month.cast
    grant(cast.leader, Role.AGENCY_HEAD, cast.province)
    days = {"starts_on": date(2026, 11, 15), "ends_on": date(2026, 11, 30), "reason": "Đi công tác"}
    lent = {"receiver": cast.colleague, "role": Role.AGENCY_HEAD, "agency": cast.department}
    Delegation.objects.create(giver=cast.head, **lent, **days)
    form, own = month.submitted(cast.officer), month.submitted(cast.head)
    change = {"0": {"score": 0, "reason": "Chê thủ trưởng"}}
    review_assessment(
        assessment=own,
        version=1,
        read=ReviewRead(changes=change),
        note="",
        actor=cast.leader,
        at=NOW,
    )
    asked = appeal(form_id=uuid4(), assessment=own, reason="Oan cho tôi", actor=cast.head, at=NOW)
    _as(client, cast.colleague)
    assert client.get(reverse("review_detail", args=[form.pk])).status_code == 200
    for name in ("assessment_detail", "review_detail", "nd335_person"):
        assert client.get(reverse(name, args=[own.pk])).status_code == 404, name
    assert client.get(reverse("appeal_detail", args=[asked.pk])).status_code == 404
    assert str(asked.pk) not in client.get(reverse("review_requests")).text
    page = _page(client, cast.colleague, loai="tat-ca")
    assert "Nguyễn Thị Hòa" in page
    assert str(own.pk) not in page
    place = (month.period.pk, cast.department.pk)
    book = client.get(reverse("review_workbook", args=place)).content
    names = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_name("Tự chấm").to_python()
    assert not [row for row in names if "Nguyễn Thị Hòa" in row]
    assert _as(client, cast.leader).get(reverse("review_detail", args=[own.pk])).status_code == 200


def test_a_form_sent_from_another_unit_is_not_read_through_the_list_of_the_new_one(
    client: Client, month: Month
) -> None:
    """What the list tells never exceeds ``visible_to``."""
    cast, form = month.cast, month.submitted(month.cast.officer)
    post = Posting.objects.get(staff=cast.officer.staff)
    Posting.objects.filter(pk=post.pk).update(ends_on=date(2026, 11, 20))
    post.pk, post.agency, post.starts_on = None, cast.other_unit, date(2026, 11, 20)
    post.save(force_insert=True)
    page = _page(client, cast.other_unit_head, loai="tat-ca")
    assert "Bùi Thị Ánh" in page
    assert str(form.pk) not in page
    points = [row[2]["text"] for row in client.get(LIST, {"loai": "tat-ca"}).context["rows"]]
    assert set(points) == {"—"}
    assert client.get(reverse("assessment_detail", args=[form.pk])).status_code == 404
    assert str(form.pk) in _page(client, cast.head, loai="tat-ca")
