"""Nothing is lost, doubled or falsely called sent on a bad line (T12, G12; F46, F50, F51, F54, F55)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from evaluations.models import CapturedPhoto, CaptureRecord, Inspection
from evaluations.tests.capture.contents import COUNTED
from evaluations.tests.capture_app.engine_fixtures import MakeEnginePhone
from evaluations.tests.capture_app.engine_line import Line
from evaluations.tests.capture_app.engine_phone import EnginePhone

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(line: Line, engine_phone: MakeEnginePhone, on_site: Inspection, cast: Any) -> EnginePhone:
    """The inspector's phone behind a line that may fail."""
    return engine_phone(cast.inspector, address=line.address)


def received() -> list[str]:
    """The subjects that came from phones, sorted; the fixture's own check-in is not among them."""
    return sorted(CaptureRecord.objects.exclude(device=None).values_list("subject", flat=True))


def tried(phone: EnginePhone, record: str) -> dict[str, Any]:
    """The entry of a record once it was tried."""
    phone.until("engine.queue().find((one) => one.id === a[0]).attempts > 0", record)
    return phone.queue()[record]


def wait_for(page: Any, what: Callable[[], Any]) -> None:
    """Wait until something outside the page is there."""
    for _ in range(200):
        if what():
            return
        page.wait_for_timeout(50)


def test_what_is_recorded_is_sent_by_itself_once(phone: EnginePhone, on_site: Inspection) -> None:
    phone.observe(on_site.pk, "TP-04")
    phone.do("await engine.record(a[0], 'headcount', 'headcount', a[1])", str(on_site.pk), COUNTED)
    phone.wait_until_sent()
    assert received() == ["TP-04", "headcount"]


def test_the_app_opens_and_records_with_the_server_gone(
    phone: EnginePhone, on_site: Inspection, line: Line
) -> None:
    phone.close()
    line.disconnect()
    phone.open()
    assert [visit["id"] for visit in phone.do("await engine.visits()")] == [str(on_site.pk)]
    record = phone.observe(on_site.pk, "TP-04")
    assert tried(phone, record)["cause"].startswith("Chưa có mạng")
    assert phone.state["server"] == "unreachable"
    phone.close()
    phone.open()
    assert phone.states() == ["waiting"]
    line.connect()
    phone.do("await engine.retryAll()")
    phone.wait_until_sent()
    assert received() == ["TP-04"]


@pytest.mark.parametrize("fault", ["swallow", "captive", "forge", "broken", "drop"])
def test_a_bad_answer_is_never_taken_for_a_receipt(
    phone: EnginePhone, on_site: Inspection, line: Line, fault: str
) -> None:
    line.only(fault, "ban-ghi")
    record = phone.observe(on_site.pk, "TP-04")
    entry = tried(phone, record)
    assert (entry["state"], bool(entry["cause"])) == ("waiting", True)
    line.mend()
    phone.do("await engine.retryAll()")
    phone.wait_until_sent()
    assert received() == ["TP-04"]


def test_two_tabs_send_each_record_once(phone: EnginePhone, on_site: Inspection, line: Line) -> None:
    line.only("drop", "ban-ghi")
    for code in ("TP-04", "TP-05", "GT-03"):
        phone.observe(on_site.pk, code)
    first = phone.page
    phone.open()
    line.mend()
    line.passed.clear()
    for page in (first, phone.page):
        page.evaluate("void engine.retryAll()")
    phone.wait_until_sent()
    phone.wait_until_sent(first)
    sent = [
        json.loads(record["body"])["subject"]
        for one in line.sent("ban-ghi")
        for record in json.loads(one.body)["records"]
    ]
    assert sorted(sent) == received() == ["GT-03", "TP-04", "TP-05"]


def test_an_expired_session_keeps_everything_and_a_new_login_sends_it(
    phone: EnginePhone, on_site: Inspection, cast: Any
) -> None:
    phone.sign_out()
    record = phone.observe(on_site.pk, "TP-04")
    assert "Phiên đăng nhập đã hết" in tried(phone, record)["cause"]
    assert phone.state["server"] == "login"
    assert not phone.state["locked"]
    phone.sign_in(cast.inspector)
    phone.do("await engine.retryAll()")
    phone.wait_until_sent()
    assert received() == ["TP-04"]


def test_a_photograph_goes_on_from_where_the_line_broke(
    phone: EnginePhone, on_site: Inspection, line: Line
) -> None:
    line.only("drop", "tu=131072", times=1)
    photo = phone.photograph(on_site.pk, noise=1000)
    tried(phone, photo["id"])
    assert phone.queue()[photo["id"]]["sent_bytes"] >= 131072
    line.passed.clear()
    phone.do("await engine.retryAll()")
    phone.wait_until_sent()
    assert not [one for one in line.sent("tu=", "PUT") if "tu=0" in one.path]
    stored = CapturedPhoto.objects.get()
    assert (stored.sha256, stored.received) == (photo["sha256"], stored.size)
    assert phone.do("await engine.photoBlob(a[0])", photo["id"]) is None


def test_the_last_answer_about_a_photograph_lost_costs_one_question(
    phone: EnginePhone, on_site: Inspection, line: Line
) -> None:
    line.only("swallow", "tu=", times=1)
    photo = phone.photograph(on_site.pk, noise=100)
    assert tried(phone, photo["id"])["state"] == "waiting"
    line.mend()
    phone.do("await engine.retryAll()")
    phone.wait_until_sent()
    assert CapturedPhoto.objects.get().sha256 == photo["sha256"]


def test_a_photograph_carries_nothing_but_the_picture(phone: EnginePhone, on_site: Inspection) -> None:
    photo = phone.photograph(on_site.pk, noise=80)
    phone.wait_until_sent()
    assert len(photo["sha256"]) == 64
    with_place = "new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, 4, 0, 0, 0xff, 0xda, 0, 2])"
    assert phone.page.evaluate(f"isBare({with_place})") is False
    assert phone.page.evaluate(f"isBare({with_place.replace('0xe1', '0xe0')})") is True
    assert phone.page.evaluate(f"isBare({with_place.replace('0xe1', '0xe2')})") is False


def test_a_photograph_of_the_app_is_compressed_once(phone: EnginePhone, line: Line) -> None:
    line.disconnect()
    compressed, kept = phone.page.evaluate(
        """async () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 90, height: 60 });
          const pen = canvas.getContext("2d");
          const picture = pen.createImageData(90, 60);
          crypto.getRandomValues(picture.data);
          pen.putImageData(picture, 0, 0);
          const photo = await engine.canvasToPhoto(canvas);
          const visit = (await engine.visits())[0].id;
          const { id } = await engine.addPhoto(visit, photo);
          const text = async (blob) => Array.from(new Uint8Array(await blob.arrayBuffer())).join();
          return [await text(photo.blob), await text(await engine.photoBlob(id))];
        }"""
    )
    assert kept == compressed


def test_waits_grow_from_a_second_to_five_minutes(phone: EnginePhone) -> None:
    waits = phone.page.evaluate("[1, 2, 3, 9, 30].map((attempts) => waitAfter(attempts, 1))")
    assert waits == [1_000, 2_000, 4_000, 256_000, 300_000]
    assert phone.page.evaluate("waitAfter(1, 0)") == 500


def test_without_locks_a_lease_lets_one_tab_send(phone: EnginePhone) -> None:
    second_is_refused = phone.page.evaluate(
        """async () => {
          Object.defineProperty(navigator, "locks", { value: undefined });
          const db = await openStore();
          let inner = null;
          const outer = await asSender(db, async () => { inner = await asSender(db, async () => {}); });
          return [outer, inner, await asSender(db, async (renew) => renew())];
        }"""
    )
    assert second_is_refused == [True, False, True]


def test_the_worker_sends_when_no_page_is_open(phone: EnginePhone, on_site: Inspection, line: Line) -> None:
    line.only("drop", "ban-ghi")
    phone.observe(on_site.pk, "TP-04")
    other = phone.context.new_page()
    other.goto(line.address + "/static/img/mark.svg")
    tools = phone.context.new_cdp_session(other)
    known: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: known.extend(one["registrationId"] for one in event["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    phone.close()
    line.mend()
    wait_for(other, lambda: known)
    wake = {"origin": line.address, "registrationId": known[-1], "tag": "vhcv-capture", "lastChance": True}
    tools.send("ServiceWorker.dispatchSyncEvent", wake)
    wait_for(other, received)
    assert received() == ["TP-04"]
