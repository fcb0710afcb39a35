"""The desk through its addresses: trays, an open case, what is warned of, what is never shown."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from agencies.models import Posting
from agencies.tests.cast import Cast
from agencies.tests.factories import RECORDED
from feedback.actions.remarks.keep_remark import keep_remark
from feedback.actions.sending.follow import add_message
from feedback.models import CaseMessage, ContactHanding, Counter, FeedbackCase, LawfulBody, Opening, Remark
from feedback.tests.conftest import AT
from feedback.tests.triage.conftest import CONTACT, SAFE, TEXT, Desk, photo, send, unlock

LIST = "/niem-phong/ban-doc/"


def at(name: str, case: FeedbackCase, *more: object) -> str:
    return reverse(f"triage_{name}", args=[case.pk, *more])


@pytest.fixture
def holder(client: Client, desk: Desk) -> Client:
    """The custodian of the first vault, unlocked."""
    return unlock(client, desk.holder, desk.keys)


def test_the_desk_shows_days_and_envelopes_and_no_word(cast: Cast, desk: Desk, client: Client) -> None:
    case = send(cast.department, contact=CONTACT, photos=[photo()])
    client.force_login(desk.holder)
    page = client.get(LIST).text
    assert case.short in page
    assert "1 ảnh, liên hệ" in page
    assert "20/11/2026" in page
    assert "cộc lốc" not in page
    assert "Mở két" in page
    assert not Opening.objects.exists()


def test_the_desk_costs_the_same_at_any_length(cast: Cast, desk: Desk, holder: Client) -> None:
    send(cast.department, photos=[photo()])
    holder.get(LIST)
    with assertNumQueries(15):
        holder.get(LIST)
    for _ in range(6):
        send(cast.commune, contact=CONTACT)
        send(cast.department)
    with assertNumQueries(15):
        holder.get(LIST)


def test_a_case_opens_with_the_key_alone(cast: Cast, desk: Desk, client: Client) -> None:
    case = send(cast.department)
    client.force_login(desk.holder)
    answer = client.get(at("case", case))
    assert answer["Location"].startswith("/niem-phong/mo/?tiep=")
    assert not Opening.objects.exists()


def test_an_open_case_marks_what_may_tell_who_wrote_it(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(cast.department)
    answer = holder.get(at("case", case))
    assert "no-store" in answer["Cache-Control"]
    assert '<mark title="số điện thoại">0912345678' in answer.text
    assert '<mark title="tên người">Lê Thị Hoa' in answer.text
    assert "[số điện thoại]" in answer.text
    assert Opening.objects.get().kind == "text"


@pytest.mark.parametrize(
    "who", ["admin", "inspector", "leader", "operator", "head", "unit_head", "officer", "other_head"]
)
def test_nobody_else_finds_it(cast: Cast, desk: Desk, client: Client, who: str) -> None:
    case = send(cast.department, photos=[photo()])
    client.force_login(getattr(cast, who))
    assert client.get(LIST).status_code == 403
    assert client.get(at("case", case)).status_code == 404
    one = case.sealed.get(kind="photo")
    assert client.get(at("photo", case, one.pk)).status_code == 404
    assert client.post(at("refuse", case), {"reason": "junk", "seen_version": 1}).status_code == 404
    assert client.post(at("original", case)).status_code == 404
    assert not Opening.objects.exists()


def test_holders_of_the_first_vault_never_see_a_case_on_its_body(
    cast: Cast, desk: Desk, holder: Client, client: Client
) -> None:
    """G4, on every address of the case."""
    case = send(cast.home_affairs, photos=[photo()], contact=CONTACT)
    one = case.sealed.get(kind="photo")
    reads = [at(name, case) for name in ("case", "hand_over", "contact", "ask")] + [at("photo", case, one.pk)]
    acts = [at(name, case) for name in ("agency", "ready", "unready", "refuse", "trust", "original")]
    assert case.short not in holder.get(LIST).text
    assert {holder.get(path).status_code for path in reads} == {404}
    assert {holder.post(path, {"seen_version": 1}).status_code for path in acts} == {404}
    assert unlock(Client(), desk.other_holder, desk.other_keys).get(at("case", case)).status_code == 200


def test_who_joins_the_agency_loses_the_case_with_the_next_page(
    cast: Cast, desk: Desk, holder: Client
) -> None:
    case = send(cast.department)
    assert holder.get(at("case", case)).status_code == 200
    Posting.objects.create(
        staff=desk.holder.staff,
        agency=cast.unit,
        kind="concurrent",
        position="staff",
        title="Chuyên viên",
        starts_on=AT.date(),
        recorded_at=RECORDED,
    )
    assert holder.get(at("case", case)).status_code == 404


def test_a_photo_is_shown_and_kept_by_nobody(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(cast.department, photos=[photo()])
    answer = holder.get(at("photo", case, case.sealed.get(kind="photo").pk))
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert Opening.objects.get().kind == "photo"
    assert holder.get(at("photo", case, uuid4())).status_code == 404


def ready(**changes: Any) -> dict[str, Any]:
    return {"text": SAFE, "kind": "own", "seen_version": 1} | changes


def test_a_safe_text_waits_for_the_batch(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(cast.department)
    assertRedirects(holder.post(at("ready", case), ready(unit=cast.unit.pk)), LIST)
    assert FeedbackCase.objects.get().state == "ready"
    assert case.short in holder.get("/niem-phong/ban-doc/cho-gui/").text


def test_a_telling_text_is_warned_of_and_never_stopped(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(cast.department)
    warned = holder.post(at("ready", case), ready(text=TEXT))
    assert warned.status_code == 422
    assert "1 chỗ giống số điện thoại: “0912345678”" in warned.text
    assert FeedbackCase.objects.get().state == "received"
    holder.post(at("ready", case), ready(text=TEXT, accepts="on"))
    assert FeedbackCase.objects.get().released_text == TEXT


def test_what_was_typed_is_not_lost_when_the_vault_shuts(cast: Cast, desk: Desk, client: Client) -> None:
    case = send(cast.department)
    client.force_login(desk.holder)
    answer = client.post(at("ready", case), ready(text="Gọi 0912345678 giúp"))
    assert answer.status_code == 409
    assert "Gọi 0912345678 giúp" in answer.text
    assert "Két đang khóa" in answer.text
    assert not Opening.objects.exists()


def test_a_session_without_the_passphrase_decides_nothing(cast: Cast, desk: Desk, client: Client) -> None:
    case = send(cast.department, contact=CONTACT)
    FeedbackCase.objects.filter(pk=case.pk).update(is_suspect=True)
    client.force_login(desk.holder)
    form = {"seen_version": 1, "reason": "junk", "body": "other", "other": "Thanh tra", "confirmed": "CHUYỂN"}
    for name in ("agency", "ready", "refuse", "trust", "hand_over", "original", "contact", "ask"):
        assert client.post(at(name, case), form | ready(agency=cast.commune.pk)).status_code in (302, 409)
    client.post("/niem-phong/ban-doc/don-dap/", {"ngay": "2026-11-20"})
    case.refresh_from_db()
    assert (case.state, case.version, case.is_suspect) == ("received", 1, True)
    assert not Opening.objects.exists()
    assert not ContactHanding.objects.exists()


def test_an_old_page_comes_back_with_both(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(cast.department)
    holder.post(at("agency", case), {"agency": cast.department.pk, "seen_version": 1})
    answer = holder.post(at("ready", case), ready(text="Bản tôi soạn"))
    assert answer.status_code == 409
    assert "Bản tôi soạn" in answer.text
    assert 'name="seen_version" value="2"' in answer.text


def test_naming_the_vaults_body_sends_the_case_away(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(None)
    page = holder.get(at("case", case)).text
    assert "Chọn cơ quan được phản ánh trước" in page
    gone = holder.post(at("agency", case), {"agency": cast.home_affairs.pk, "seen_version": 1})
    assertRedirects(gone, LIST, fetch_redirect_response=False)
    assert "đã chuyển sang két kia" in holder.get(LIST).text
    assert holder.get(at("case", case)).status_code == 404


def test_a_refused_case_shows_what_its_sender_reads(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(cast.department)
    assert holder.post(at("refuse", case), {"seen_version": 1}).status_code == 422
    holder.post(at("refuse", case), {"reason": "unclear", "seen_version": 1})
    page = holder.get(at("case", case)).text
    assert "Nội dung chưa đủ rõ" in page
    assert "cộc lốc" not in page
    assert "cộc lốc" in holder.get(at("case", case) + "?nguyen-van=1").text


def test_a_denunciation_is_printed_and_handed_over(cast: Cast, desk: Desk, holder: Client) -> None:
    LawfulBody.objects.get_or_create(
        name="Thanh tra tỉnh Vĩnh Long", defaults={"id": uuid4(), "address": "Vĩnh Long"}
    )
    case = send(cast.department, photos=[photo()])
    paper = holder.post(at("original", case))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    assert "no-store" in paper["Cache-Control"]
    form = {"body": "Thanh tra tỉnh Vĩnh Long", "confirmed": "CHUYỂN", "seen_version": 1}
    assert "Thanh tra tỉnh Vĩnh Long" in holder.get(at("hand_over", case)).text
    assert holder.post(at("hand_over", case), form | {"confirmed": "x"}).status_code == 422
    assertRedirects(holder.post(at("hand_over", case), form), LIST)
    case.refresh_from_db()
    assert (case.state, case.handed_to, case.agency_id) == ("handed", "Thanh tra tỉnh Vĩnh Long", None)
    assert "Không có nội dung để mở" in holder.get(at("case", case)).text


def test_a_contact_asks_for_a_reason_and_is_shown_once(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(cast.department, contact=CONTACT)
    assert CONTACT.email not in holder.get(at("case", case)).text
    assert CONTACT.email not in holder.get(at("contact", case)).text
    assert holder.post(at("contact", case), {"reason": "xem"}).status_code == 422
    shown = holder.post(at("contact", case), {"reason": "Cần hỏi lại ở quầy nào"})
    assert CONTACT.email in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert "Cần hỏi lại ở quầy nào" in holder.get(at("case", case)).text


def test_a_contact_asks_for_the_password_again(cast: Cast, desk: Desk, client: Client) -> None:
    desk.holder.set_password("mật khẩu của tài khoản")
    desk.holder.save()
    holder = unlock(client, desk.holder, desk.keys)
    case = send(cast.department, contact=CONTACT)
    asked = holder.get(at("contact", case))
    assert asked["Location"].startswith("/tai-khoan/reauthenticate/")
    late = holder.post(at("contact", case), {"reason": "Cần hỏi lại ở quầy nào"})
    assert late["Location"] == at("contact", case)
    assert not Opening.objects.filter(kind="contact").exists()


def test_whatever_takes_words_out_asks_for_the_password_again(cast: Cast, desk: Desk, client: Client) -> None:
    desk.holder.set_password("mật khẩu của tài khoản")
    desk.holder.save()
    holder = unlock(client, desk.holder, desk.keys)
    case = send(cast.department, contact=CONTACT)
    form = {"form_uuid": uuid4(), "receiver": "Thanh tra tỉnh", "purpose": "Phục vụ xác minh đơn"}
    holder.post(at("ask", case), form)
    handing = ContactHanding.objects.get()
    ContactHanding.objects.update(state="agreed", decided_by=desk.second)
    page, slip = (reverse(f"triage_{name}", args=[handing.pk]) for name in ("handing", "slip"))
    for path in (at("hand_over", case), page):
        assert holder.get(path)["Location"].startswith("/tai-khoan/reauthenticate/")
    form = {"body": "other", "other": "Thanh tra tỉnh", "confirmed": "CHUYỂN", "seen_version": 1}
    assert holder.post(at("hand_over", case), form)["Location"] == at("hand_over", case)
    assert holder.post(at("original", case))["Location"] == at("hand_over", case)
    assert holder.post(page, {"choice": "agree"})["Location"] == page
    assert holder.post(slip)["Location"] == page
    case.refresh_from_db()
    handing.refresh_from_db()
    assert (case.state, handing.state) == ("received", "agreed")
    assert not Opening.objects.exists()


def test_two_custodians_hand_a_contact_on(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(cast.department, contact=CONTACT)
    form = {"form_uuid": uuid4(), "receiver": "Thanh tra tỉnh", "purpose": "Phục vụ xác minh đơn"}
    holder.post(at("ask", case), form)
    handing = ContactHanding.objects.get()
    url = reverse("triage_handing", args=[handing.pk])
    assert "không tự đồng ý được" in holder.get(url).text
    assert holder.post(url, {"choice": "agree"}).status_code == 403
    second = unlock(Client(), desk.second, desk.keys)
    assert "Thanh tra tỉnh" in second.get("/niem-phong/ban-giao/").text
    assertRedirects(second.post(url, {"choice": "agree"}), url)
    slip = reverse("triage_slip", args=[handing.pk])
    assert holder.post(slip).content.startswith(b"%PDF-")
    assert holder.post(slip).status_code == 409
    assert unlock(Client(), desk.other_holder, desk.other_keys).get(url).status_code == 404


def test_a_later_message_is_redacted_like_the_first(cast: Cast, desk: Desk, holder: Client) -> None:
    case = send(cast.department)
    message = add_message(case=case, message_id=uuid4(), text="Gọi 0912345678 giúp tôi", at=AT)
    assert case.short in holder.get("/niem-phong/loi-bo-sung/").text
    url = reverse("triage_message", args=[message.pk])
    assert "[số điện thoại]" in holder.get(url).text
    form = {"text": "Gọi 0912345678 giúp tôi", "choice": "release"}
    assert holder.post(url, form).status_code == 422
    holder.post(url, form | {"text": "Gọi lại giúp tôi"})
    assert CaseMessage.objects.get().text == "Gọi lại giúp tôi"
    assert "Không còn lời bổ sung" in holder.get("/niem-phong/loi-bo-sung/").text


def test_sentences_are_decided_together(cast: Cast, desk: Desk, holder: Client, counter: Counter) -> None:
    rows = [
        keep_remark(counter=counter, agency_id=cast.department.pk, text=text, stars=2, day=AT.date())
        for text in ("Chị Lan cáu gắt", "Phải chờ lâu")
    ]
    page = holder.get("/niem-phong/gop-y/").text
    assert '<mark title="tên người">Lan' in page
    assert "Kèm mức thấp" in page
    keys = [str(row.pk) for row in rows if row]
    form = {
        "remark": keys,
        f"{keys[0]}-choice": "release",
        f"{keys[0]}-text": "Cán bộ cáu gắt",
        f"{keys[1]}-choice": "withhold",
    }
    broken = holder.post("/niem-phong/gop-y/", form | {f"{keys[0]}-text": " "})
    assert broken.status_code == 422
    assert "từ 1 đến 300 ký tự" in broken.text
    holder.post("/niem-phong/gop-y/", form)
    assert set(Remark.objects.values_list("state", "released_text")) == {
        ("ready", "Cán bộ cáu gắt"),
        ("withheld", ""),
    }


def test_twenty_sentences_cost_what_one_costs(
    cast: Cast, desk: Desk, holder: Client, counter: Counter
) -> None:
    def keep(text: str) -> None:
        keep_remark(counter=counter, agency_id=cast.department.pk, text=text, stars=2, day=AT.date())

    keep("Phải chờ lâu")
    holder.get("/niem-phong/gop-y/")
    with CaptureQueriesContext(connection) as one:
        holder.get("/niem-phong/gop-y/")
    for number in range(25):
        keep(f"Phải chờ lâu {number}")
    with assertNumQueries(len(one)):
        page = holder.get("/niem-phong/gop-y/").text
    assert page.count("data-vhcv-remark ") == 20
    assert Opening.objects.filter(kind="remark").count() == 1 + 1 + 20


def test_a_sign_that_no_database_keeps_is_left_out(
    cast: Cast, desk: Desk, holder: Client, counter: Counter
) -> None:
    row = keep_remark(counter=counter, agency_id=cast.department.pk, text="Lâu", stars=2, day=AT.date())
    assert row is not None
    form = {"remark": str(row.pk), f"{row.pk}-choice": "release", f"{row.pk}-text": "Chờ\x00 lâu"}
    holder.post("/niem-phong/gop-y/", form)
    assert Remark.objects.get().released_text == "Chờ lâu"
    assert holder.post("/niem-phong/gop-y/", {"remark": "x", "x-choice": "release"}).status_code == 400


def test_a_flood_has_a_tray_of_its_own(cast: Cast, desk: Desk, holder: Client) -> None:
    case, honest = send(cast.department), send(cast.department)
    FeedbackCase.objects.filter(pk=case.pk).update(is_suspect=True)
    assert case.short not in holder.get(LIST).text
    assert honest.short in holder.get(LIST).text
    tray = "/niem-phong/ban-doc/don-dap/"
    assert case.short in holder.get(tray).text
    holder.post(at("trust", case))
    assert case.short in holder.get(LIST).text
    FeedbackCase.objects.filter(pk=honest.pk).update(is_suspect=True)
    assertRedirects(holder.post(tray, {"ngay": "2026-11-20"}), tray)
    assert FeedbackCase.objects.get(pk=honest.pk).state == "refused"
    assert holder.post(tray, {"ngay": "hôm qua"}).status_code == 302


def test_home_affairs_sets_the_terms_on_a_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.admin)
    assert client.post("/thoi-han-phan-anh/", {"own": 1, "inter_agency": 7, "complex": 10}).status_code == 422
    client.post("/thoi-han-phan-anh/", {"own": 4, "inter_agency": 7, "complex": 10})
    assert 'value="4"' in client.get("/thoi-han-phan-anh/").text
