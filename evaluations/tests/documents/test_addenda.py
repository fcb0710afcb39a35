"""Addenda: numbered, never changing the minutes, taking up late records once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.errors import Conflict
from core.models import AuditEntry
from evaluations.actions.documents.addendum import NoMinutes, NotLate, add_addendum
from evaluations.enums import RecordState
from evaluations.gather.documents.late import late_records
from evaluations.gather.documents.moved import moved_since
from evaluations.models import Inspection, IssuedDocument
from evaluations.tests.inspections.conftest import AT

LATER = AT + timedelta(days=1)


@pytest.fixture
def add(ready, cast):
    """Add an addendum; keywords replace the usual arguments."""

    def do(**given):
        usual = {
            "form_id": uuid4(),
            "reason": "Máy mất sóng.",
            "text": "Bổ sung.",
            "actor": cast.inspector,
            "at": LATER,
        }
        return add_addendum(inspection=Inspection.objects.get(pk=ready.pk), **(usual | given))

    return do


@pytest.fixture
def late(minutes, sent):
    """A record that came after the minutes."""
    content = {"n": 10, "k": 9, "not_applicable": False, "severity": "minor", "note": "Thiếu thẻ"}
    return sent("observation", "TP-05", content, state=RecordState.LATE, received_at=LATER)


def test_it_is_numbered_and_leaves_the_minutes_as_they_were(minutes, add):
    before = IssuedDocument.objects.filter(pk=minutes.pk).values().get()
    first, second = add(), add()
    assert [first.symbol, second.symbol] == ["01/PLBB-SNV", "02/PLBB-SNV"]
    assert [one.content["title"] for one in (first, second)] == ["PHỤ LỤC SỐ 01", "PHỤ LỤC SỐ 02"]
    assert "số 01/BB-SNV ngày 12 tháng 11 năm 2026" in first.content["subtitle"]
    assert IssuedDocument.objects.filter(pk=minutes.pk).values().get() == before


def test_there_is_none_before_the_minutes(ready, add):
    with pytest.raises(NoMinutes):
        add()


def test_the_same_form_again_gives_the_first_one(minutes, add):
    form_id = uuid4()
    assert add(form_id=form_id) == add(form_id=form_id)
    assert IssuedDocument.objects.filter(kind="addendum").count() == 1


def test_the_same_form_with_other_words_is_a_conflict(minutes, add):
    form_id = uuid4()
    add(form_id=form_id)
    with pytest.raises(Conflict):
        add(form_id=form_id, text="Khác.")


def test_a_late_record_is_offered_taken_up_and_offered_no_more(ready, late, add):
    [offered] = late_records(ready)
    assert offered.said == "9/10; mức độ nhẹ; Thiếu thẻ"
    document = add(late=[late.pk])
    [table] = [block for block in document.content["blocks"] if block["block"] == "table"]
    assert table["rows"][0][:2] == ["TP-05", "9/10; mức độ nhẹ; Thiếu thẻ"]
    assert late_records(ready) == []
    with pytest.raises(NotLate):
        add(late=[late.pk])


def test_a_record_of_the_minutes_is_not_late(minutes, sent, add):
    applied = sent("observation", "TP-04", {"n": 10, "k": 8})
    with pytest.raises(NotLate):
        add(late=[applied.pk])


def test_the_minutes_warn_of_it_and_the_trail_tells(minutes, add):
    add()
    assert moved_since(minutes) == ["Đã có phụ lục bổ sung: 01/PLBB-SNV."]
    assert AuditEntry.objects.filter(event="document.issued").count() == 2
