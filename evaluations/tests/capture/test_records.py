"""Records of phones: stored once, merged in any order, two writers kept beside each other."""

import itertools
from datetime import timedelta
from uuid import uuid4

from django.db import transaction

from core.models import AuditEntry
from evaluations.actions.capture.receive_records import receive_records
from evaluations.actions.capture.receiving import Signed
from evaluations.actions.inspections import check_in, record_headcount, record_observation
from evaluations.actions.inspections.record_headcount import mark_of
from evaluations.gather.inspections import finding_of
from evaluations.models import (
    CaptureRecord,
    Headcount,
    Inspection,
    Observation,
)
from evaluations.rules.observing import Attendance, Finding, fingerprint
from evaluations.tests.capture.conftest import AT, COUNTED, DAY, STARTED, k_of, moment, seen

FINISHED = {
    "ended_at": moment(AT + timedelta(hours=2)),
    "place": "Trụ sở Sở Tư pháp",
    "remarks": "Nhất trí",
    "read_back": True,
    "copies": 2,
    "agency_name": "Nguyễn Thị Hòa",
    "agency_post": "Giám đốc",
}


class TestOneWriter:
    def test_a_record_is_applied(self, mine, on_site):
        answer = mine.send(mine.observed(on_site.pk, "TP-04")).json()["receipts"][0]
        assert (answer["state"], answer["reason"]) == ("applied", "")
        observation = Observation.objects.get()
        assert (observation.n, observation.k, observation.recorded_by) == (10, 8, mine.user)
        assert str(observation.head) == answer["id"]

    def test_the_answer_is_signed(self, mine, on_site):
        answer = mine.send(mine.observed(on_site.pk, "TP-04"))
        assert len(answer["X-Vhcv-Mac"]) == 64

    def test_the_same_batch_again_gives_the_same_receipts(self, mine, on_site):
        batch = [mine.observed(on_site.pk, "TP-04"), mine.observed(on_site.pk, "TP-01")]
        first, again = (mine.send(*batch).json()["receipts"] for _ in range(2))
        assert first == again
        assert (CaptureRecord.objects.filter(way="sync").count(), Observation.objects.count()) == (2, 2)
        assert AuditEntry.objects.filter(event="inspection.recorded").count() == 1

    def test_an_edit_replaces_what_it_names(self, mine, on_site):
        first = mine.observed(on_site.pk, "TP-04")
        second = mine.observed(on_site.pk, "TP-04", k=9, previous=[first["id"]])
        assert mine.states(first, second) == ["superseded", "applied"]
        assert k_of("TP-04") == 9

    def test_the_body_is_kept_to_the_letter(self, mine, on_site):
        record = mine.observed(on_site.pk, "TP-04", content=seen(note="Thẻ của anh Bảy"))
        mine.send(record)
        kept = CaptureRecord.objects.get(pk=record["id"])
        assert (kept.body, kept.mac) == (record["body"], record["mac"])

    def test_the_headcount_speaks_for_its_criteria(self, mine, on_site):
        mine.send(mine.record(on_site.pk, "headcount", COUNTED))
        assert Headcount.objects.get().roster == 26
        assert {o.criterion.code: (o.n, o.k, o.head) for o in Observation.objects.all()} == {
            "TT-04": (26, 25, None),
            "TT-05": (26, 1, None),
        }

    def test_finishing_keeps_the_hour(self, mine, on_site):
        mine.send(mine.record(on_site.pk, "finish", FINISHED), sent_at=AT + timedelta(hours=3))
        # the phone's clock was three hours ahead, so nothing ends before it was sent
        assert Inspection.objects.get().finished_at == AT - timedelta(hours=1)

    def test_signatures_are_kept_as_strokes(self, mine, on_site):
        content = {
            "side": "agency",
            "name": "Nguyễn Thị Hòa",
            "post": "Giám đốc",
            "way": "drawn",
            "width": 300,
            "height": 120,
            "strokes": [[[1, 2, 0], [30, 40, 16]]],
            "reason": "",
            "witness_name": "",
            "witness_post": "",
            "signed_sha256": "a" * 64,
        }
        record = mine.record(on_site.pk, "signature", content, subject="signature:agency")
        assert mine.states(record) == ["applied"]
        assert CaptureRecord.objects.get(kind="signature").content["strokes"] == [[[1, 2, 0], [30, 40, 16]]]


class TestOrder:
    def records(self, phone, visit):
        start = phone.record(visit, "start", STARTED)
        first = phone.observed(visit, "TP-04")
        second = phone.observed(visit, "TP-04", k=7, previous=[first["id"]])
        third = phone.observed(visit, "TP-04", k=6, previous=[second["id"]])
        return [start, first, second, third, phone.record(visit, "finish", FINISHED)]

    def outcome(self):
        states = CaptureRecord.objects.order_by("captured_at", "id").values_list("id", "state", "reason")
        visit = Inspection.objects.get()
        found = Observation.objects.order_by("id").values_list("id", "n", "k", "head")
        return list(states), visit.state, visit.started_at, visit.finished_at, list(found)

    def test_all_orders_give_one_end_state(self, mine, draft):
        """All 120 orders of start, three edits and the end, each sent one by one and then all again."""
        records = [Signed(one["body"], one["mac"]) for one in self.records(mine, draft.pk)]
        outcomes = []
        for order in itertools.permutations(records):
            with transaction.atomic():
                for batch in (*([one] for one in order), order):
                    receive_records(records=batch, way="sync", sent_at=AT, actor=mine.user, at=AT)
                outcomes.append(self.outcome())
                transaction.set_rollback(True)
        assert len(outcomes) == 120
        assert all(outcome == outcomes[0] for outcome in outcomes)
        states = sorted(state for _id, state, _reason in outcomes[0][0])
        assert states == ["applied"] * 3 + ["superseded"] * 2

    def test_what_comes_before_its_predecessor_is_held(self, mine, on_site):
        first = mine.observed(on_site.pk, "TP-04")
        second = mine.observed(on_site.pk, "TP-04", k=9, previous=[first["id"]])
        assert mine.states(second) == ["held"]
        assert not Observation.objects.exists()
        assert mine.states(first) == ["superseded"]
        assert k_of("TP-04") == 9

    def test_nothing_is_applied_before_the_start(self, mine, draft):
        held = mine.observed(draft.pk, "TP-04")
        assert mine.states(held) == ["held"]
        assert mine.states(mine.record(draft.pk, "start", STARTED)) == ["applied"]
        assert k_of("TP-04") == 8
        assert mine.states(held) == ["applied"]

    def test_the_page_may_start_it_instead(self, mine, draft, cast):
        held = mine.observed(draft.pk, "TP-04")
        mine.send(held)
        check_in(inspection=draft, visited_on=DAY, actor=cast.inspector, at=AT)
        assert k_of("TP-04") == 8
        assert mine.states(mine.record(draft.pk, "start", STARTED)) == ["applied"]


class TestTwoWriters:
    def test_who_wrote_the_same_does_not_disagree(self, mine, theirs, on_site):
        mine.send(mine.observed(on_site.pk, "TP-04"))
        assert theirs.states(theirs.observed(on_site.pk, "TP-04")) == ["applied"]
        assert (Observation.objects.get().n, CaptureRecord.objects.filter(way="sync").count()) == (10, 2)

    def test_who_wrote_otherwise_is_kept_beside(self, mine, theirs, on_site):
        first = mine.observed(on_site.pk, "TP-04")
        mine.send(first)
        answer = theirs.send(theirs.observed(on_site.pk, "TP-04", k=5, at=AT + timedelta(minutes=1)))
        assert answer.json()["receipts"][0]["state"] == "conflict"
        assert mine.states(first) == ["conflict"]
        assert k_of("TP-04") == 8, "the earlier stands until somebody chooses"

    def test_two_who_start_on_one_day_agree(self, mine, theirs, draft):
        mine.send(mine.record(draft.pk, "start", STARTED))
        later = STARTED | {"started_at": moment(AT - timedelta(minutes=3))}
        assert theirs.states(theirs.record(draft.pk, "start", later)) == ["applied"]
        assert Inspection.objects.get().started_at == AT

    def test_a_phone_after_the_page_is_merged_and_not_overwritten(self, mine, on_site, member, criterion):
        record_observation(
            inspection=on_site,
            criterion=criterion("TP-04"),
            form_id=uuid4(),
            finding=Finding(20, 20),
            base="",
            actor=member,
            at=AT + timedelta(minutes=1),
        )
        assert mine.states(mine.observed(on_site.pk, "TP-04")) == ["conflict"]
        assert CaptureRecord.objects.filter(subject="TP-04", state="conflict").count() == 2

    def test_a_phone_that_saw_the_page_replaces_it(self, mine, on_site, member, criterion):
        kept = record_observation(
            inspection=on_site,
            criterion=criterion("TP-04"),
            form_id=uuid4(),
            finding=Finding(20, 20),
            base="",
            actor=member,
            at=AT,
        )
        assert mine.states(mine.observed(on_site.pk, "TP-04", previous=[kept.head])) == ["applied"]
        assert finding_of(Observation.objects.get()) == Finding(10, 8)

    def test_the_page_replaces_the_phone_that_it_shows(self, mine, on_site, member, criterion):
        mine.send(mine.observed(on_site.pk, "TP-04"))
        record_observation(
            inspection=on_site,
            criterion=criterion("TP-04"),
            form_id=uuid4(),
            finding=Finding(20, 20),
            base=fingerprint(Finding(10, 8)),
            actor=member,
            at=AT,
        )
        assert k_of("TP-04") == 20

    def test_the_page_counts_after_the_phone(self, mine, on_site, member):
        mine.send(mine.record(on_site.pk, "headcount", COUNTED))
        record_headcount(
            inspection=on_site,
            attendance=Attendance(present=26),
            counted_at=AT,
            base=mark_of(Headcount.objects.get()),
            actor=member,
            at=AT,
        )
        assert Headcount.objects.get().present == 26
        assert mine.states(mine.record(on_site.pk, "headcount", COUNTED)) == ["conflict"]

    def test_what_was_kept_before_there_were_records_is_not_overwritten(self, mine, on_site, criterion, cast):
        Observation.objects.create(
            id=uuid4(),
            inspection=on_site,
            criterion=criterion("TP-04"),
            n=9,
            k=3,
            recorded_by=cast.inspector,
            recorded_at=AT - timedelta(hours=1),
        )
        assert mine.states(mine.observed(on_site.pk, "TP-04")) == ["conflict"]
        assert k_of("TP-04") == 3


def test_what_the_server_cannot_work_out_is_kept_all_the_same(mine, on_site, monkeypatch, caplog):
    from evaluations.actions.capture import receive_records as module

    def break_down(*_words, **_named):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(module, "settle", break_down)
        record = mine.observed(on_site.pk, "TP-04")
        answer = mine.send(record).json()["receipts"][0]
    assert (answer["state"], "chưa xử lý được" in answer["reason"]) == ("held", True)
    assert "kept but not settled" in caplog.text
    edit = mine.observed(on_site.pk, "TP-04", k=9, previous=[record["id"]])
    assert mine.states(record, edit) == ["superseded", "applied"]
