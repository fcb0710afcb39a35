"""What stands on the phone: the pack, own edits, a colleague's, and a choice (F47, F48, T13)."""

from typing import Any

import pytest

from agencies.models import User
from evaluations.models import CaptureRecord, Inspection, Observation
from evaluations.tests.capture.contents import COUNTED, seen
from evaluations.tests.capture_app.engine_fixtures import MakeEnginePhone
from evaluations.tests.capture_app.engine_line import Line
from evaluations.tests.capture_app.engine_phone import EnginePhone

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(line: Line, engine_phone: MakeEnginePhone, on_site: Inspection, cast: Any) -> EnginePhone:
    """The leader's phone behind a line that may fail."""
    return engine_phone(cast.inspector, address=line.address)


def stands(phone: EnginePhone, visit: Any, subject: str = "TP-04") -> dict[str, Any]:
    """What stands for a subject on a phone."""
    return dict(phone.do("(await engine.standing(a[0])).get(a[1])", str(visit), subject))


def previous(record: str) -> list[str]:
    """What a record says it replaces."""
    return list(CaptureRecord.objects.get(pk=record).previous)


def test_second_thoughts_name_the_first_and_one_value_stands(phone: EnginePhone, on_site: Inspection) -> None:
    first = phone.observe(on_site.pk, "TP-04", k=8)
    second = phone.observe(on_site.pk, "TP-04", k=7)
    value = stands(phone, on_site.pk)
    assert (value["content"]["k"], value["records"], value["mine"], value["conflict"]) == (
        7,
        [second],
        True,
        False,
    )
    phone.wait_until_sent()
    assert previous(second) == [first]
    assert Observation.objects.get().k == 7


def test_edits_made_at_once_still_follow_one_another(phone: EnginePhone, on_site: Inspection) -> None:
    edits = "[1, 2, 3, 4, 5].map((k) => engine.record(a[0], 'observation', 'TP-04', {...a[1], k}))"
    phone.do(f"await Promise.all({edits})", str(on_site.pk), seen())
    value = stands(phone, on_site.pk)
    assert (value["content"]["k"], value["conflict"]) == (5, False)
    phone.wait_until_sent()
    assert Observation.objects.get().k == 5


def test_two_tabs_edit_one_after_the_other(phone: EnginePhone, on_site: Inspection) -> None:
    first = phone.observe(on_site.pk, "TP-04", k=8)
    phone.open()
    second = phone.observe(on_site.pk, "TP-04", k=7)
    phone.wait_until_sent()
    assert previous(second) == [first]


def test_two_people_who_differ_see_both_values_and_a_choice_settles_it(
    phone: EnginePhone, engine_phone: MakeEnginePhone, on_site: Inspection, member: User, line: Line
) -> None:
    colleague = engine_phone(member)
    line.only("drop", "ban-ghi")
    phone.observe(on_site.pk, "TP-04", k=8)
    colleague.observe(on_site.pk, "TP-04", k=6)
    colleague.wait_until_sent()
    line.mend()
    phone.do("await engine.retryAll()")
    phone.until("engine.queue().every((one) => one.state === 'conflict')")
    phone.refresh()
    value = stands(phone, on_site.pk)
    assert value["conflict"]
    assert sorted(one["content"]["k"] for one in value["all"]) == [6, 8]
    assert {one["by"] for one in value["all"]} == {"Trần Văn Kiểm", "Phan Thị Đoàn"}
    choice = phone.do(
        "(await engine.choose(a[0], 'TP-04', a[1])).id", str(on_site.pk), value["all"][0]["content"]
    )
    assert not stands(phone, on_site.pk)["conflict"]
    phone.until("engine.queue().find((one) => one.id === a[0]).state === 'sent'", choice)
    assert sorted(previous(choice)) == sorted(value["records"])
    assert Observation.objects.get().k == value["all"][0]["content"]["k"]


def test_an_edit_without_choosing_leaves_the_conflict_open(
    phone: EnginePhone, engine_phone: MakeEnginePhone, on_site: Inspection, member: User, line: Line
) -> None:
    colleague = engine_phone(member)
    line.only("drop", "ban-ghi")
    mine = phone.observe(on_site.pk, "TP-04", k=8)
    colleague.observe(on_site.pk, "TP-04", k=6)
    colleague.wait_until_sent()
    line.mend()
    phone.refresh()
    edit = phone.observe(on_site.pk, "TP-04", k=7)
    phone.until("engine.queue().find((one) => one.id === a[0]).state === 'conflict'", edit)
    assert previous(edit) == [mine]
    assert sorted(one["content"]["k"] for one in stands(phone, on_site.pk)["all"]) == [6, 7]


def test_a_fresh_pack_shows_what_a_colleague_replaced(
    phone: EnginePhone, engine_phone: MakeEnginePhone, on_site: Inspection, member: User
) -> None:
    phone.observe(on_site.pk, "TP-04", k=8)
    phone.wait_until_sent()
    colleague = engine_phone(member)
    colleague.observe(on_site.pk, "TP-04", k=6)
    colleague.wait_until_sent()
    phone.refresh()
    value = stands(phone, on_site.pk)
    assert (value["content"]["k"], value["by"], value["mine"]) == (6, "Phan Thị Đoàn", False)
    assert not value["conflict"]


def test_the_signed_text_is_the_one_the_server_makes(phone: EnginePhone, on_site: Inspection) -> None:
    phone.do("await engine.record(a[0], 'headcount', 'headcount', a[1])", str(on_site.pk), COUNTED)
    phone.observe(on_site.pk, "TP-04", n=10, k=8, note="Dòng một\r\nDòng hai ")
    phone.observe(on_site.pk, "GT-03", n=4, k=4)
    assert phone.do("await engine.signedText(a[0])", str(on_site.pk)) == (
        "DD|08:15|23|0|0|0|2|0|0|1\nGT-03|4|4|0|none|\nTP-04|10|8|0|none|Dòng một Dòng hai"
    )


def test_a_record_others_build_on_is_not_dropped_alone(
    phone: EnginePhone, on_site: Inspection, line: Line
) -> None:
    line.only("drop", "ban-ghi")
    first = phone.observe(on_site.pk, "TP-04", k=8)
    second = phone.observe(on_site.pk, "TP-04", k=7)
    drop = "await engine.drop(a[0]).then(() => '', (error) => error.message)"
    phone.until("!engine.state.syncing")
    assert "xóa bản ghi sau trước" in phone.do(drop, first)
    assert phone.do(drop, second) == ""
    assert stands(phone, on_site.pk)["content"]["k"] == 8
