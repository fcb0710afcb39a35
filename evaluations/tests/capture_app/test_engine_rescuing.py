"""Old databases, rescue files and hand-overs: a full queue gets its data in (F51–F53)."""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import User
from evaluations.models import CaptureDevice, CapturedPhoto, CaptureRecord, Inspection
from evaluations.tests.capture.contents import seen
from evaluations.tests.capture_app.engine_fixtures import MakeEnginePhone
from evaluations.tests.capture_app.engine_jpeg import JPEG
from evaluations.tests.capture_app.engine_line import Line
from evaluations.tests.capture_app.engine_old import OLD_DATABASE
from evaluations.tests.capture_app.engine_phone import EnginePhone
from evaluations.tests.capture_app.phone import APP
from evaluations.tests.inspections.conftest import AT

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
# Asked only of a database that is there: opening one that is not would make it.
HELD = """(async () => {
  if (!(await indexedDB.databases()).some((one) => one.name === "vhcv-capture")) return false;
  const db = await new Promise((resolve, reject) => {
    const asked = indexedDB.open("vhcv-capture");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const counted = db.transaction("records").objectStore("records").count();
      counted.onsuccess = () => resolve(counted.result === a[0]);
      counted.onerror = () => reject(counted.error);
    });
  } finally {
    db.close();
  }
})()"""
PASSPHRASE = "mật khẩu của tệp"


def signed(device: CaptureDevice, visit: Any, kind: str, subject: str, content: Any, pk: str = "") -> Any:
    """A record of the oldest schema, as a phone with an old app holds it."""
    pk = pk or str(uuid4())
    body = json.dumps(
        {
            "schema": 1,
            "id": pk,
            "device": str(device.pk),
            "visit": str(visit),
            "kind": kind,
            "subject": subject,
            "previous": None,
            "captured_at": "2026-11-12T01:20:00.000Z",
            "app": "0.9.0",
            "content": content,
        },
        ensure_ascii=False,
    )
    mac = hmac.new(device.receipt_key.encode(), body.encode(), hashlib.sha256).hexdigest()
    return {"id": pk, "body": body, "mac": mac}


@pytest.fixture
def waiting(line: Line, engine_phone: MakeEnginePhone, on_site: Inspection, cast: Any) -> EnginePhone:
    """The inspector's phone with an observation and a photograph that cannot be sent."""
    phone = engine_phone(cast.inspector, address=line.address)
    line.only("drop", "ban-ghi")
    phone.observe(on_site.pk, "TP-04", note="Hai người không đeo thẻ")
    phone.photograph(on_site.pk, noise=300)
    return phone


def rescue(phone: EnginePhone, folder: Path) -> Path:
    """Save a rescue file as the browser would; where it lies."""
    with phone.page.expect_download() as download:
        phone.page.evaluate(
            """async (words) => {
              const { name, blob } = await engine.rescueFile(words);
              const href = URL.createObjectURL(blob);
              Object.assign(document.createElement("a"), { href, download: name }).click();
            }""",
            PASSPHRASE,
        )
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def take_in(phone: EnginePhone, file: Path, passphrase: str = PASSPHRASE) -> Any:
    """Import a rescue file; what was new, or the words of the refusal."""
    return phone.page.evaluate(
        """async ([bytes, words]) => {
          const file = new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]);
          return engine.importRescue(file, words).catch((error) => error.message);
        }""",
        [b64encode(file.read_bytes()).decode(), passphrase],
    )


def received() -> list[str]:
    """The kinds that came from phones, sorted."""
    return sorted(CaptureRecord.objects.exclude(device=None).values_list("kind", flat=True))


def clear_storage(phone: EnginePhone, line: Line) -> None:
    """Clear the database under the open page, and wait until the page has put back what it remembers."""
    tools = phone.context.new_cdp_session(phone.page)
    tools.send("Storage.clearDataForOrigin", {"origin": line.address, "storageTypes": "indexeddb"})
    phone.until(HELD, len(phone.queue()))


def test_a_full_queue_of_the_oldest_app_is_brought_over_and_sent(
    engine_phone: MakeEnginePhone, on_site: Inspection, cast: Any
) -> None:
    phone_id = str(uuid4())
    device = CaptureDevice.objects.create(
        id=uuid4(),
        phone=phone_id,
        user=cast.inspector,
        seal_key="q" * 43 + "=",
        receipt_key="r" * 43 + "=",
        created_at=AT,
        seen_at=AT,
    )
    old = seen(note="Bản cũ")
    del old["not_applicable"], old["details"]
    digest = hashlib.sha256(b64decode(JPEG)).hexdigest()
    picture = {"sha256": digest, "size": len(b64decode(JPEG)), "width": 8, "height": 8, "criterion": "TP-04"}
    picture |= {"caption": "", "blurred": 0, "type": "image/jpeg"}
    photo = str(uuid4())
    records = [
        signed(device, on_site.pk, "observation", "TP-04", old),
        signed(device, on_site.pk, "photo", f"photo:{photo}", picture, photo) | {"photo": JPEG},
    ]
    phone = engine_phone()
    phone.sign_in(cast.inspector)
    phone.open("#khong-mo")
    phone.page.evaluate(
        OLD_DATABASE, [phone_id, {"id": str(device.pk), "seal_key": device.seal_key}, records]
    )
    phone.page.goto(phone.address + APP)
    phone.page.reload()
    assert phone.refresh()["ok"]
    phone.wait_until_sent()
    assert received() == ["observation", "photo"]
    assert CaptureRecord.objects.get(kind="observation").content["note"] == "Bản cũ"
    assert CapturedPhoto.objects.get().sha256 == digest


def test_a_rescue_file_is_imported_by_a_colleague_once_or_twice_harmlessly(
    waiting: EnginePhone, engine_phone: MakeEnginePhone, member: User, cast: Any, tmp_path: Path, line: Line
) -> None:
    file = rescue(waiting, tmp_path)
    content = file.read_bytes()
    assert content.startswith(b"VHCV-CUU-HO\n")
    assert b"TP-04" not in content
    colleague = engine_phone(member)
    assert take_in(colleague, file) == {"records": 2, "photos": 1}
    assert take_in(colleague, file) == {"records": 0, "photos": 0}
    colleague.wait_until_sent()
    line.mend()
    waiting.do("await engine.retryAll()")
    waiting.wait_until_sent()
    assert received() == ["observation", "photo"]
    record = CaptureRecord.objects.get(kind="observation")
    assert (record.author, record.way) == (cast.inspector, "rescue")


def test_a_rescue_file_opens_with_its_passphrase_only(waiting: EnginePhone, tmp_path: Path) -> None:
    file = rescue(waiting, tmp_path)
    assert "sai mật khẩu" in take_in(waiting, file, "mật khẩu khác")
    (tmp_path / "x").write_bytes(b"VHCV")
    assert "không phải tệp cứu hộ" in take_in(waiting, tmp_path / "x")
    assert take_in(waiting, file) == {"records": 0, "photos": 0}


def test_a_short_passphrase_is_refused_in_words(waiting: EnginePhone) -> None:
    words = waiting.page.evaluate("engine.rescueFile('ngắn').catch((error) => error.message)")
    assert words == "Mật khẩu của tệp phải có ít nhất 8 ký tự."


def test_the_leader_takes_over_what_a_disabled_colleague_left_on_the_phone(
    engine_phone: MakeEnginePhone, on_site: Inspection, member: User, cast: Any, line: Line
) -> None:
    phone = engine_phone(member, address=line.address)
    line.only("drop", "ban-ghi")
    phone.observe(on_site.pk, "TP-04", note="Của người đã nghỉ")
    phone.photograph(on_site.pk, noise=100)
    member.is_active = False
    member.save(update_fields=["is_active"])
    phone.refresh()
    assert phone.state["lock_reason"] == "revoked"
    line.mend()
    phone.sign_in(cast.inspector)
    phone.close()
    phone.open()
    phone.refresh()
    assert phone.state["others_waiting"] == 2
    assert phone.do("await engine.handOver()") == {"records": 2, "photos": 1}
    phone.wait_until_sent()
    record = CaptureRecord.objects.get(kind="observation", subject="TP-04")
    assert (record.author, record.sender, record.way) == (member, cast.inspector, "handover")
    assert phone.state["others_waiting"] == 0


def test_storage_cleared_under_an_open_page_loses_no_record_and_says_that_the_photograph_is_gone(
    waiting: EnginePhone, on_site: Inspection, line: Line
) -> None:
    clear_storage(waiting, line)
    waiting.close()
    waiting.open()
    assert not waiting.state["locked"]
    line.mend()
    waiting.do("await engine.retryAll()")
    waiting.until("engine.queue().every((one) => one.state === (one.kind === 'photo' ? 'error' : 'sent'))")
    assert received() == ["observation", "photo"]
    assert [one["cause"] for one in waiting.queue().values() if one["kind"] == "photo"] == [
        "Ảnh lưu trên máy đã hỏng hoặc bị xóa nên không gửi được. Hãy chụp lại nếu còn ở hiện trường."
    ]


def test_a_photograph_whose_bytes_were_lost_comes_back_from_the_rescue_file(
    waiting: EnginePhone, line: Line, tmp_path: Path
) -> None:
    file = rescue(waiting, tmp_path)
    clear_storage(waiting, line)
    waiting.close()
    waiting.open()
    assert take_in(waiting, file) == {"records": 0, "photos": 1}
    line.mend()
    waiting.do("await engine.retryAll()")
    waiting.wait_until_sent()
    photo = CapturedPhoto.objects.get()
    assert photo.received == photo.size
