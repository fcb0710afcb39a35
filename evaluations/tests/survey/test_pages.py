"""Addresses of the survey: a ballot is given to a person, and cast by nobody in particular."""

import json
from typing import Any

import pytest
from django.test import Client

from agencies.models import User
from core.blind import fingerprint
from core.models import OutboxMessage
from core.tests.blinding import blind
from evaluations.actions.survey import make_keys
from evaluations.models import Survey, SurveyBallot, SurveyTurn
from evaluations.tasks import make_survey_keys, survey_night
from evaluations.tests.assessments.conftest import NOW, Month
from evaluations.tests.survey.conftest import CLOSES, OPENS, Asking

CAST = "/khao-sat/bo-phieu/"


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _post(client: Client, address: str, content: Any) -> Any:
    return client.post(address, json.dumps(content), content_type="application/json")


def _sent(asking: Asking, **changes: Any) -> dict[str, Any]:
    ballot = asking.ballot(asking.voters[0])
    survey = ballot.pop("survey_id")
    return {"survey": survey, "marks": [4, 5], **ballot} | changes


def test_home_affairs_opens_and_the_worker_makes_the_keys(month: Month) -> None:
    form = {"period": month.period.pk, "opens_on": OPENS.isoformat(), "closes_on": CLOSES.isoformat()}
    answer = _as(month.cast.admin).post("/khao-sat/mo/", form, follow=True)
    assert "Đã mở khảo sát tại 3 cơ quan" in answer.content.decode()
    assert "Đang tạo" in answer.content.decode()
    waiting = OutboxMessage.objects.filter(topic="survey.keys").order_by("pk")
    make_survey_keys(list(waiting.values_list("pk", flat=True)))
    page = _as(month.cast.admin).get("/khao-sat/").content.decode()
    for survey in Survey.objects.order_by("pk"):
        assert fingerprint(survey.public_key) in page
        assert survey.private_key not in page


@pytest.mark.parametrize(
    ("change", "status"),
    [({"closes_on": OPENS.isoformat()}, 409), ({"closes_on": "31/02/2026"}, 422), ({"period": "0"}, 422)],
)
def test_what_was_typed_stays_beside_a_refusal(month: Month, change: dict[str, str], status: int) -> None:
    form = {"period": month.period.pk, "opens_on": OPENS.isoformat(), "closes_on": CLOSES.isoformat()}
    answer = _as(month.cast.admin).post("/khao-sat/mo/", form | change)
    assert answer.status_code == status
    assert OPENS.isoformat() in answer.content.decode()
    assert not Survey.objects.exists()


def test_a_turn_is_given_once_and_the_ballot_is_cast_without_a_cookie(asking: Asking) -> None:
    voter, public = asking.voters[0], Client(enforce_csrf_checks=True)
    one = blind(asking.survey.public_key)
    turn = f"/khao-sat/{asking.survey.pk}/nhan-phieu/"
    answer = _post(_as(voter), turn, {"blinded": one.message})
    signature = one.unblind(answer.json()["signature"])
    again = _post(_as(voter), turn, {"blinded": blind(asking.survey.public_key).message})
    assert (again.status_code, "máy hoặc trình duyệt khác" in again.json()["message"]) == (409, True)
    ballot = {"survey": asking.survey.pk, "token": one.token, "signature": signature, "marks": [5, None]}
    cast = _post(public, CAST, ballot)
    assert cast.status_code == 200
    assert not cast.cookies
    assert SurveyBallot.objects.get().marks == (5, None)
    assert _post(public, CAST, ballot).status_code == 200
    assert _post(public, CAST, ballot | {"marks": [1, None]}).status_code == 409
    assert SurveyBallot.objects.count() == 1


def test_a_ballot_that_names_its_sender_is_refused(asking: Asking) -> None:
    ballot = _sent(asking)
    assert _post(_as(asking.voters[0]), CAST, ballot).status_code == 403
    elsewhere = Client(headers={"Sec-Fetch-Site": "cross-site"})
    assert _post(elsewhere, CAST, ballot).status_code == 403
    assert not SurveyBallot.objects.exists()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"token": "0" * 64}, 403),
        ({"token": "x"}, 400),
        ({"token": 7}, 400),
        ({"signature": "không"}, 403),
        ({"survey": 10**12}, 400),
        ({"survey": 999_999}, 409),
        ({"marks": "44"}, 400),
        ({"marks": [9, 9]}, 422),
        ({"marks": []}, 422),
        ({"marks": [4] * 2_000}, 400),
    ],
)
def test_bad_input_gets_a_sentence_and_its_status(
    asking: Asking, change: dict[str, Any], status: int
) -> None:
    answer = _post(Client(), CAST, _sent(asking, **change))
    assert answer.status_code == status
    assert answer.json()["message"]
    assert not SurveyBallot.objects.exists()


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"{", b'"x"'])
def test_what_is_no_object_is_a_400(asking: Asking, body: bytes) -> None:
    assert Client().post(CAST, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("unit_head", 200), ("head", 403), ("stranger", 404), ("admin", 403)],
)
def test_who_may_take_a_ballot(asking: Asking, who: str, status: int) -> None:
    """Whoever works there but its head; of another agency's survey nobody knows; Home Affairs only reads."""
    content = {"blinded": blind(asking.survey.public_key).message}
    client = _as(getattr(asking.month.cast, who))
    assert _post(client, f"/khao-sat/{asking.survey.pk}/nhan-phieu/", content).status_code == status
    assert SurveyTurn.objects.count() == (status == 200)


def test_the_result_is_read_after_counting(asking: Asking) -> None:
    asking.votes((1, 5), (2, 5), (3, 5), (4, 5), (5, None))
    asking.count()
    page = _as(asking.month.cast.officer).get(f"/khao-sat/{asking.survey.pk}/").content.decode()
    assert "3,00" in page
    assert "Chưa đủ 5 phiếu" in page
    assert "TT-13: 3,00 (5 phiếu)" in _as(asking.month.cast.head).get("/khao-sat/").content.decode()


def test_the_night_shuffles_what_is_open_and_counts_what_is_over(asking: Asking) -> None:
    asking.votes(*[(4, 4)] * 5)
    survey_night()
    assert SurveyBallot.objects.count() == 5
    Survey.objects.filter(pk=asking.survey.pk).update(closes_on=OPENS.replace(day=19))
    survey_night()
    assert not SurveyBallot.objects.exists()
    assert Survey.objects.get(pk=asking.survey.pk).counted_at is not None


def test_a_key_is_made_for_a_late_agency_only(asking: Asking) -> None:
    keys = dict(Survey.objects.order_by("pk").values_list("pk", "public_key"))
    Survey.objects.filter(pk=asking.survey.pk).update(public_key="", private_key="")
    assert make_keys(period=asking.month.period, at=NOW) == 1
    after = dict(Survey.objects.order_by("pk").values_list("pk", "public_key"))
    assert [pk for pk, key in after.items() if keys[pk] != key] == [asking.survey.pk]
