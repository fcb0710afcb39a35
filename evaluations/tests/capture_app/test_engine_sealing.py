"""What lies on the phone is sealed for its owner (RELIABILITY T14, G14; F51, F56)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from agencies.models import User
from evaluations.models import CaptureDevice, CaptureRecord, Inspection
from evaluations.tests.capture_app.engine_fixtures import MakeEnginePhone
from evaluations.tests.capture_app.engine_line import Line
from evaluations.tests.capture_app.engine_phone import EnginePhone

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
CANARY = "chim hoàng yến"


@pytest.fixture
def recorded(line: Line, engine_phone: MakeEnginePhone, on_site: Inspection, cast: Any) -> EnginePhone:
    """The inspector's phone with one observation that cannot be sent yet."""
    phone = engine_phone(cast.inspector, address=line.address)
    line.only("drop", "ban-ghi")
    phone.observe(on_site.pk, "TP-04", note=CANARY)
    return phone


def reopen(phone: EnginePhone) -> EnginePhone:
    """Close the tab and open the app anew."""
    phone.close()
    phone.open()
    return phone


def test_a_copy_of_the_database_shows_nothing_of_anybody(recorded: EnginePhone, on_site: Inspection) -> None:
    recorded.photograph(on_site.pk, noise=60)
    dump = recorded.dump()
    assert "vhcv-capture.records" in dump
    assert "vhcv-capture.photos" in dump
    secrets = [
        CANARY,
        "Trần Văn Kiểm",
        "Sở Tư pháp",
        "12/QĐ-SNV",
        "TP-04",
        "observation",
        "Quầy",
        str(on_site.pk),
    ]
    encoded = [word.encode().decode("latin1") for word in secrets]
    assert [word for word in secrets + encoded if word in dump] == []


def test_the_keys_cannot_be_read_out_of_the_browser(recorded: EnginePhone) -> None:
    dump = recorded.dump()
    assert dump.count("CryptoKey extractable=false") == 2
    assert "extractable=true" not in dump
    device = CaptureDevice.objects.get()
    assert device.seal_key not in dump
    assert device.receipt_key not in dump


def test_after_logging_out_the_phone_shows_nothing_and_keeps_everything(
    recorded: EnginePhone, on_site: Inspection, cast: Any, line: Line
) -> None:
    recorded.do("await engine.logout()")
    recorded.page.wait_for_url("**/tai-khoan/login/")
    reopen(recorded)
    assert (recorded.state["locked"], recorded.state["lock_reason"]) == (True, "logout")
    assert "CryptoKey" not in recorded.dump()
    assert recorded.do("await engine.visits()") == recorded.do("engine.queue()") == []
    assert recorded.state["others_waiting"] == 1
    line.mend()
    recorded.sign_in(cast.inspector)
    reopen(recorded).refresh()
    recorded.wait_until_sent()
    assert CaptureRecord.objects.get(subject="TP-04").content["note"] == CANARY


def test_what_is_recorded_while_locked_is_refused_in_words(
    recorded: EnginePhone, on_site: Inspection
) -> None:
    recorded.do("await engine.logout()")
    recorded.page.wait_for_url("**/tai-khoan/login/")
    reopen(recorded)
    words = recorded.page.evaluate(
        "(id) => engine.record(id, 'observation', 'TP-04', {}).catch((error) => error.message)",
        str(on_site.pk),
    )
    assert words == "Dữ liệu trên máy đang khóa. Hãy đăng nhập lại."


def test_logging_out_without_network_is_made_up_for_and_nobody_gets_in_before(
    recorded: EnginePhone, line: Line
) -> None:
    line.disconnect()
    recorded.do("await engine.logout()")
    line.connect()
    line.mend()
    reopen(recorded)
    assert recorded.refresh()["code"] == "login"
    assert recorded.state["locked"]
    assert recorded.page.goto(line.address + "/thong-bao/").url.startswith(line.address + "/tai-khoan/login/")


def test_another_person_on_the_phone_neither_sees_nor_sends(
    recorded: EnginePhone, member: User, cast: Any, line: Line
) -> None:
    recorded.sign_in(member)
    reopen(recorded)
    line.mend()
    recorded.refresh()
    assert recorded.state["user"]["name"] == "Phan Thị Đoàn"
    assert (recorded.do("engine.queue()"), recorded.state["others_waiting"]) == ([], 1)
    recorded.do("await engine.syncNow()")
    assert not CaptureRecord.objects.filter(subject="TP-04").exists()
    recorded.sign_in(cast.inspector)
    reopen(recorded).refresh()
    recorded.wait_until_sent()
    assert CaptureRecord.objects.get(subject="TP-04").author == cast.inspector


def test_a_signed_revocation_takes_the_keys_and_a_forged_one_does_not(
    recorded: EnginePhone, line: Line
) -> None:
    CaptureDevice.objects.update(revoked_at=timezone.now())
    line.only("forge", "/api/may/")
    recorded.refresh()
    assert not recorded.state["locked"]
    line.mend()
    recorded.refresh()
    assert (recorded.state["locked"], recorded.state["lock_reason"]) == (True, "revoked")
    assert "CryptoKey" not in recorded.dump()


def test_sending_from_a_revoked_phone_takes_the_keys(recorded: EnginePhone, line: Line) -> None:
    CaptureDevice.objects.update(revoked_at=timezone.now())
    line.mend()
    recorded.until("engine.state.locked")
    assert recorded.state["lock_reason"] == "revoked"
    assert not CaptureRecord.objects.filter(subject="TP-04").exists()


def test_after_fourteen_days_without_contact_the_keys_go(recorded: EnginePhone, line: Line) -> None:
    line.disconnect()
    age = timedelta(days=14, minutes=1) / timedelta(milliseconds=1)
    recorded.page.evaluate(
        """async (age) => {
          const db = await openStore();
          const at = Date.now() - age;
          await db.put("meta", { name: "contact", value: { at, seen: at } });
          db.close();
        }""",
        age,
    )
    reopen(recorded)
    assert (recorded.state["locked"], recorded.state["lock_reason"]) == (True, "expired")
    assert "CryptoKey" not in recorded.dump()


def test_signing_out_on_an_ordinary_page_takes_the_keys_too(recorded: EnginePhone, line: Line) -> None:
    recorded.page.goto(line.address + "/thong-bao/")
    recorded.page.locator("details.menu summary").first.click()
    recorded.page.get_by_role("button", name="Đăng xuất").click()
    recorded.page.wait_for_url("**/tai-khoan/login/")
    assert "CryptoKey" not in recorded.dump()
    reopen(recorded)
    assert (recorded.state["locked"], recorded.state["lock_reason"]) == (True, "logout")


def test_an_ordinary_page_of_another_person_takes_the_keys(
    recorded: EnginePhone, member: User, line: Line
) -> None:
    recorded.page.goto(line.address + "/thong-bao/")
    recorded.page.wait_for_timeout(300)
    assert "CryptoKey" in recorded.dump()
    recorded.sign_in(member)
    recorded.page.reload()
    recorded.page.wait_for_timeout(300)
    assert "CryptoKey" not in recorded.dump()
