"""Bad input: each gets its sentence and its status, and what was typed stays on the screen."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from agencies.models import User
from evaluations.models import SelfAssessment
from evaluations.rules.assessments.answers import NOT_FOR_YOU, NOT_OFFERED, TOO_LONG, UNKNOWN_POSITION
from evaluations.tests.assessments.conftest import Month

NFD = "đi ho\u0323p cu\u0300ng pho\u0300ng"
TYPED = "ghi nhớ của tôi 🙂"
JSON = {"accept": "application/json"}


def _address(month: Month, name: str) -> str:
    return f"/phieu/{month.period.pk}/{month.cast.department.pk}/{name}/"


def _filled(month: Month, user: User, **fields: str) -> dict[str, str]:
    data = {f"q{at}": text for at, text in month.best(month.owed_by(user)).items()}
    return data | {"form_uuid": str(uuid4()), "version": "0", "n5": TYPED} | fields


WRONG = [
    ({"q0": "101"}, NOT_OFFERED),
    ({"q0": "-1"}, NOT_OFFERED),
    ({"q0": "7"}, NOT_OFFERED),
    ({"q0": "１００"}, NOT_OFFERED),
    ({"q1": "10,5"}, NOT_OFFERED),
    # GT-05 is of the counter, and the colleague sits at none
    ({"q19": "100"}, NOT_FOR_YOU),
    # a criterion of another set
    ({"q57": "100"}, UNKNOWN_POSITION),
    ({"q999999": "100"}, UNKNOWN_POSITION),
    ({"n57": "lạc"}, UNKNOWN_POSITION),
    ({"n0": "ă" * 100_000}, TOO_LONG),
    ({"n0": "🙂" * 501}, TOO_LONG),
]


@pytest.mark.parametrize("name", ["nop", "luu"])
@pytest.mark.parametrize(("fields", "words"), WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, month: Month, name: str, fields: dict[str, str], words: str
) -> None:
    data = _filled(month, month.cast.colleague, **fields)
    client.force_login(month.cast.colleague)
    answer = client.post(_address(month, name), data)
    assert answer.status_code == 422
    for part in (words, TYPED, data.get("n0", "")):
        assert part in answer.text
    assert answer.text.count(" checked") >= len([key for key in data if key.startswith("q")]) - 2
    # a draft keeps what is right, a submission nothing
    assert SelfAssessment.objects.filter(state="draft").count() == (name == "luu")


@pytest.mark.parametrize(("fields", "words"), WRONG)
def test_the_script_is_told_the_same(
    client: Client, month: Month, fields: dict[str, str], words: str
) -> None:
    client.force_login(month.cast.colleague)
    data = _filled(month, month.cast.colleague, **fields)
    answer = client.post(_address(month, "luu"), data, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["version"] == 1
    assert list(answer.json()["errors"].values()) == [words]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(NFD, "đi họp cùng phòng"), ("🙂 xong", "🙂 xong"), ("<b>&amp;", "<b>&amp;"), ("a\x00b", "ab")],
)
def test_words_are_kept_as_people_write_them(client: Client, month: Month, typed: str, kept: str) -> None:
    client.force_login(month.cast.colleague)
    sent = client.post(_address(month, "nop"), _filled(month, month.cast.colleague, n0=typed))
    assert sent.status_code == 302
    assert SelfAssessment.objects.get().notes["0"] == {"note": kept}
    assert client.get(sent.url).status_code == 200


def _closed(month: Month, _data: dict[str, str]) -> None:
    month.close()


def _sent_before(month: Month, data: dict[str, str]) -> None:
    month.submitted(month.cast.colleague)


def _changed_id(month: Month, data: dict[str, str]) -> None:
    _draft(month, {**data, "form_uuid": str(uuid4())})


def _repeated_id(month: Month, data: dict[str, str]) -> None:
    _draft(month, {**data, "q0": "80"})


def _of_somebody_else(month: Month, data: dict[str, str]) -> None:
    month.submitted(month.cast.officer, form_id=data["form_uuid"])  # type: ignore[arg-type]


def _stale(month: Month, data: dict[str, str]) -> None:
    _repeated_id(month, data)
    _draft(month, {**data, "q0": "50", "version": "1"})
    data["version"] = "1"


def _draft(month: Month, data: dict[str, str]) -> None:
    client = Client()
    client.force_login(month.cast.colleague)
    assert client.post(_address(month, "luu"), data).status_code == 302


CONFLICTS: dict[str, tuple[Callable[[Month, dict[str, str]], None], str]] = {
    "closed month": (_closed, "Kỳ đánh giá đã khóa"),
    "sent already": (_sent_before, "đã nộp nên không sửa được nữa"),
    "changed id": (_changed_id, "đã được lưu ở một cửa sổ hoặc thiết bị khác"),
    "repeated id, other content": (_repeated_id, "đã được lưu ở một cửa sổ hoặc thiết bị khác"),
    "stale version": (_stale, "đã được lưu ở một cửa sổ hoặc thiết bị khác"),
    "somebody else's form": (_of_somebody_else, "đã được lưu ở một cửa sổ hoặc thiết bị khác"),
}


@pytest.mark.parametrize("name", ["nop", "luu"])
@pytest.mark.parametrize("what", CONFLICTS)
def test_a_conflict_shows_what_was_typed_and_what_is_kept(
    client: Client, month: Month, name: str, what: str
) -> None:
    before, words = CONFLICTS[what]
    data = _filled(month, month.cast.colleague)
    before(month, data)
    client.force_login(month.cast.colleague)
    answer = client.post(_address(month, name), data)
    assert answer.status_code == 409
    assert words in answer.text
    assert TYPED in answer.text
    assert answer.text.count(" checked") == sum(key.startswith("q") for key in data)
    told = client.post(_address(month, name), data, headers=JSON)
    assert (told.status_code, words in told.json()["message"]) == (409, True)


@pytest.mark.parametrize(
    "what", ["changed id", "repeated id, other content", "stale version", "somebody else's form"]
)
def test_after_a_conflict_the_page_goes_on_from_what_is_kept(client: Client, month: Month, what: str) -> None:
    data = _filled(month, month.cast.colleague)
    CONFLICTS[what][0](month, data)
    client.force_login(month.cast.colleague)
    page = client.post(_address(month, "nop"), data).text
    if what != "somebody else's form":
        assert "Bản đã lưu: " in page or what == "changed id"
    hidden = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("form_uuid", "version")
    }
    assert client.post(_address(month, "nop"), data | hidden).status_code == 302
    mine = SelfAssessment.objects.get(staff=month.cast.colleague.staff_id)
    assert (mine.state, mine.scores[0], mine.notes["5"]["note"]) == ("sent", 100, TYPED)


def test_the_same_form_again_gives_the_first_answer(client: Client, month: Month) -> None:
    data = _filled(month, month.cast.colleague)
    client.force_login(month.cast.colleague)
    first = client.post(_address(month, "nop"), data)
    again = client.post(_address(month, "nop"), data)
    assert (again.status_code, again.url) == (302, first.url)
    assert SelfAssessment.objects.get().version == 1


def test_a_page_of_somebody_else_sends_nothing(client: Client, month: Month) -> None:
    data = _filled(month, month.cast.colleague, owner=str(month.cast.officer.pk))
    client.force_login(month.cast.colleague)
    for name in ("luu", "nop"):
        answer = client.post(_address(month, name), data)
        assert answer.status_code == 403
        assert "tài khoản khác" in answer.text
    assert client.post(_address(month, "luu"), data, headers=JSON).status_code == 403
    assert not SelfAssessment.objects.exists()


@pytest.mark.parametrize("name", ["luu", "nop"])
def test_without_a_session_the_form_is_where_signing_in_leads(
    client: Client, month: Month, name: str
) -> None:
    data: dict[str, Any] = _filled(month, month.cast.colleague)
    answer = client.post(_address(month, name), data)
    edit = f"/phieu/{month.period.pk}/{month.cast.department.pk}/".replace("/", "%2F")
    assert (answer.status_code, answer.url.endswith(f"next={edit}")) == (302, True)
    assert client.post(_address(month, name), data, headers=JSON).status_code == 401


def test_a_late_form_is_taken_and_says_so(client: Client, month: Month) -> None:
    month.period.self_due_on = month.period.starts_on
    month.period.save(update_fields=["self_due_on"])
    client.force_login(month.cast.colleague)
    assert "Đã quá hạn nộp" in client.get(f"/phieu/{month.period.pk}/{month.cast.department.pk}/").text
    sent = client.post(_address(month, "nop"), _filled(month, month.cast.colleague))
    assert "Nộp muộn" in client.get(sent.url).text
