"""The session, the registration and the state of a phone."""

import hashlib
import hmac
import json
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from agencies.models import RoleGrant, User
from core.models import AuditEntry
from evaluations.models import CaptureDevice
from evaluations.tests.capture.conftest import AT, NONCE

SESSION = "/kiem-tra/tai-cho/api/phien/"


def mac_of(device: CaptureDevice, response) -> str:
    key = device.receipt_key.encode()
    return hmac.new(key, NONCE.encode() + b"\n" + response.content, hashlib.sha256).hexdigest()


class TestSession:
    def test_it_names_the_person_and_gives_a_token(self, mine, cast):
        answer = mine.client.get(SESSION)
        assert answer.json()["user"] == {"id": cast.inspector.pk, "name": "Trần Văn Kiểm"}
        assert answer.json()["csrf"]
        assert answer["Cache-Control"] == "no-store, private"

    def test_without_a_session_it_says_so_in_json(self, client, db):
        answer = client.get(SESSION)
        assert (answer.status_code, answer.json()["code"]) == (401, "login")

    @pytest.mark.parametrize("path", [SESSION, "/kiem-tra/tai-cho/api/goi/"])
    def test_a_late_answer_about_an_expired_session_does_not_sign_out_who_is_back(self, mine, path):
        Session.objects.all().delete()
        answer = mine.client.get(path)
        assert answer.status_code == 401
        assert "sessionid" not in answer.cookies

    def test_even_then_the_answer_is_signed_for_a_known_device(self, mine, client):
        answer = client.get(f"{SESSION}?may={mine.device.pk}", headers={"X-Vhcv-Nonce": NONCE})
        assert answer["X-Vhcv-Mac"] == mac_of(mine.device, answer)

    @pytest.mark.parametrize("nonce", ["", "short", "x" * 65, '{"schema":2,"id":"', "nnnnnnnn nnnnnnnn"])
    def test_a_nonce_that_could_be_part_of_a_record_is_not_signed(self, mine, nonce):
        answer = mine.client.get(f"{SESSION}?may={mine.device.pk}", headers={"X-Vhcv-Nonce": nonce})
        assert "X-Vhcv-Mac" not in answer


class TestRegistration:
    def register(self, client, phone, **headers):
        sent = {"phone": str(phone), "label": "Samsung A15", "app": "1.0.0"}
        return client.post(reverse("capture_register"), sent, content_type="application/json", **headers)

    def test_the_same_person_on_the_same_phone_gets_the_same_keys(self, mine):
        phone = uuid4()
        first, again = (self.register(mine.client, phone).json() for _ in range(2))
        assert first == again
        assert AuditEntry.objects.filter(event="capture.registered").count() == 2

    def test_another_person_on_the_same_phone_gets_other_keys(self, mine, theirs):
        phone = uuid4()
        first, second = (self.register(one.client, phone).json() for one in (mine, theirs))
        assert all(first[name] != second[name] for name in ("device", "seal_key", "receipt_key"))

    def test_who_is_no_inspector_gets_none(self, client, cast):
        client.force_login(cast.officer)
        answer = self.register(client, uuid4())
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
        assert not CaptureDevice.objects.exists()

    def test_a_revoked_phone_gets_none(self, mine):
        CaptureDevice.objects.update(revoked_at=AT)
        answer = self.register(mine.client, mine.device.phone)
        assert (answer.status_code, "thu hồi" in answer.json()["message"]) == (403, True)

    def test_a_bad_id_of_the_phone_is_malformed(self, mine):
        assert self.register(mine.client, "máy tôi").json()["code"] == "malformed"

    def test_forgery_is_answered_in_json(self, cast):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.inspector)
        refused = self.register(client, uuid4())
        assert (refused.status_code, refused.json()) == (403, {"code": "csrf"})
        token = client.get(SESSION).json()["csrf"]
        assert self.register(client, uuid4(), headers={"X-CSRFToken": token}).status_code == 200

    def test_nobody_signed_in_is_never_sent_to_a_page(self, client, db):
        answer = self.register(client, uuid4())
        assert (answer.status_code, answer.json()["code"]) == (401, "login")


class TestStatus:
    def state(self, device):
        answer = Client().get(reverse("capture_status", args=[device.pk]), headers={"X-Vhcv-Nonce": NONCE})
        assert answer["X-Vhcv-Mac"] == mac_of(device, answer)
        return json.loads(answer.content)["state"]

    def test_it_is_active_for_an_inspector(self, mine):
        assert self.state(mine.device) == "active"

    def test_it_is_revoked_with_the_device(self, mine):
        CaptureDevice.objects.update(revoked_at=AT)
        assert self.state(mine.device) == "revoked"

    def test_it_is_revoked_with_the_account(self, mine):
        User.objects.filter(pk=mine.user.pk).update(is_active=False)
        assert self.state(mine.device) == "revoked"

    def test_it_is_revoked_with_the_role(self, mine):
        RoleGrant.objects.filter(user=mine.user).delete()
        assert self.state(mine.device) == "revoked"

    def test_an_unknown_device_is_not_there(self, client, db):
        answer = client.get(reverse("capture_status", args=[uuid4()]))
        assert (answer.status_code, answer.json()) == (404, {"code": "not_found"})
