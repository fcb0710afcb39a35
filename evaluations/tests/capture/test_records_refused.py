"""Records that are not stored, or stored with the reason why they do not count; cases and old apps."""

import json
from uuid import uuid4

import pytest

from evaluations.models import (
    CaptureRecord,
    Observation,
)
from evaluations.tests.capture.conftest import AT, COUNTED, DAY, k_of, moment, seen


class TestNotStored:
    def test_the_same_id_with_another_body_is_different(self, mine, on_site):
        pk = uuid4()
        mine.send(mine.observed(on_site.pk, "TP-04", record_id=pk))
        answer = mine.send(mine.observed(on_site.pk, "TP-04", k=1, record_id=pk)).json()["receipts"][0]
        assert (answer["state"], "nội dung khác" in answer["reason"]) == ("different", True)
        assert k_of("TP-04") == 8

    def test_the_same_id_in_another_visit_is_different(self, mine, on_site, cast):
        from evaluations.actions.inspections import create_inspection

        other = create_inspection(
            form_id=uuid4(),
            agency=cast.commune,
            visited_on=DAY,
            mode="planned",
            order_number="13/QĐ-SNV",
            actor=cast.inspector,
            at=AT,
        )
        pk = uuid4()
        mine.send(mine.observed(on_site.pk, "TP-04", record_id=pk))
        assert mine.states(mine.observed(other.pk, "TP-04", record_id=pk)) == ["different"]

    def test_a_wrong_signature_is_rejected(self, mine, on_site):
        record = mine.observed(on_site.pk, "TP-04")
        changed = record | {"body": record["body"].replace('"k": 8', '"k": 9')}
        assert changed["body"] != record["body"]
        assert mine.states(changed) == ["rejected"]
        assert not CaptureRecord.objects.filter(way="sync").exists()

    @pytest.mark.parametrize("body", ["", "[]", "{}", "null", '{"schema":2}', '"\\ud800"', "x" * 1000])
    def test_what_names_no_record_is_rejected_with_a_reason(self, mine, on_site, body):
        answer = mine.send(mine.signed(body)).json()["receipts"][0]
        assert answer["state"] == "rejected"
        assert answer["reason"]

    def test_a_bad_one_does_not_stop_the_others(self, mine, on_site):
        good = [mine.observed(on_site.pk, code) for code in ("TP-04", "TP-01")]
        assert mine.states(good[0], mine.signed("{}"), good[1]) == ["applied", "rejected", "applied"]

    def test_a_stranger_learns_nothing(self, on_site, cast, phone_of):
        from agencies.enums import Role
        from agencies.tests.factories import grant, make_staff, make_user

        other = make_user(make_staff("Vũ Thị Ngoài", cast.home_affairs))
        grant(other, Role.INSPECTOR, cast.province)
        stranger = phone_of(other)
        real, made_up = (
            stranger.send(stranger.observed(visit, "TP-04")).json()["receipts"][0]
            for visit in (on_site.pk, uuid4())
        )
        assert (real["state"], real["reason"]) == (made_up["state"], made_up["reason"])
        assert real["state"] == "rejected"

    def test_another_persons_phone_sends_nothing(self, mine, theirs, on_site):
        record = mine.observed(on_site.pk, "TP-04")
        answer = theirs.send(record, device=str(mine.device.pk))
        assert (answer.status_code, answer.json()["code"]) == (409, "other_user")

    def test_nor_is_another_persons_record_taken_as_ones_own(self, mine, theirs, on_site):
        assert theirs.states(mine.observed(on_site.pk, "TP-04")) == ["rejected"]

    def test_more_than_fifty_are_malformed(self, mine, on_site):
        answer = mine.send(*[mine.observed(on_site.pk, "TP-04") for _ in range(51)])
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed")

    def test_a_batch_that_is_too_large_is_malformed(self, mine, on_site):
        answer = mine.send(mine.signed("x" * 600_000))
        assert (answer.status_code, answer.json()["code"]) == (413, "malformed")


class TestRefused:
    @pytest.mark.parametrize(
        ("code", "content", "words"),
        [
            ("TP-04", seen(0, 0), "từ 1 đến"),
            ("TP-04", seen(5, 6), "phải từ 0 đến 5"),
            ("TP-04", seen(severity="critical"), "phải có mô tả"),
            ("TP-04", seen(severity="huge"), "severity"),
            ("TP-04", seen(n="10"), "“n”"),
            ("TP-04", seen(n=True), "“n”"),
            ("TP-04", seen(not_applicable=True), "lý do không áp dụng"),
            ("TP-04", seen(note="a" * 5000), "note"),
            ("TP-04", "đạt", "không đọc được"),
            ("TP-03", seen(), "không ghi nhận tiêu chí"),
            ("TT-04", seen(), "điểm danh"),
            ("XX-99", seen(), "không ghi nhận tiêu chí"),
            ("headcount", seen(), "không khớp"),
        ],
    )
    def test_what_cannot_be_is_kept_with_its_reason(self, mine, on_site, code, content, words):
        answer = mine.send(mine.observed(on_site.pk, code, content=content)).json()["receipts"][0]
        assert answer["state"] == "refused"
        assert words in answer["reason"]
        assert CaptureRecord.objects.filter(pk=answer["id"]).exists()
        assert not Observation.objects.exists()

    def test_a_refused_edit_leaves_what_it_would_replace(self, mine, on_site):
        first = mine.observed(on_site.pk, "TP-04")
        second = mine.observed(on_site.pk, "TP-04", content=seen(5, 6), previous=[first["id"]])
        third = mine.observed(on_site.pk, "TP-04", k=3, previous=[second["id"]])
        assert mine.states(first, second) == ["applied", "refused"]
        assert mine.states(third) == ["applied"]
        assert k_of("TP-04") == 3

    @pytest.mark.parametrize(
        "change", [{"kind": "wish"}, {"schema": 3}, {"previous": ["x"]}, {"content": {"\u0000": "\u0000"}}]
    )
    def test_even_what_is_not_understood_is_kept(self, mine, on_site, change):
        body = json.loads(mine.observed(on_site.pk, "TP-04")["body"]) | change
        assert mine.states(mine.signed(json.dumps(body))) == ["refused"]
        assert CaptureRecord.objects.filter(state="refused").exists()


class TestSingleCases:
    def courtesy(self, **items):
        every = dict.fromkeys(
            ["xin_chao", "xin_loi", "xin_cam_on", "xin_phep"]
            + ["luon_mim_cuoi", "luon_nhe_nhang", "luon_thau_hieu", "luon_giup_do"]
        )
        return {"kind": "courtesy", "at": moment(AT), "items": every | items}

    def call(self, **items):
        usual = {"named": True, "brief": True, "not_cut": True}
        return {
            "kind": "call",
            "at": moment(AT),
            "number": "0270 3822 111",
            "items": usual | items,
            "note": "",
        }

    def test_four_words_are_counted_by_their_own_list(self, mine, on_site):
        cases = [self.courtesy(xin_chao=True, luon_mim_cuoi=False), self.courtesy(xin_chao=False)]
        xin = mine.observed(on_site.pk, "GT-01", content=seen(2, 1, details=cases))
        luon = mine.observed(on_site.pk, "GT-02", content=seen(2, 1, details=cases))
        assert mine.states(xin, luon) == ["applied", "applied"]
        assert len(Observation.objects.get(criterion__code="GT-01").details) == 2

    def test_numbers_that_are_not_those_of_the_cases_are_refused(self, mine, on_site):
        cases = [self.call(), self.call(brief=False)]
        wrong = mine.observed(on_site.pk, "GT-06", content=seen(2, 2, details=cases))
        answer = mine.send(wrong).json()["receipts"][0]
        assert (answer["state"], "(1/2)" in answer["reason"]) == ("refused", True)

    def test_cases_of_another_list_are_refused(self, mine, on_site):
        calls = seen(1, 1, details=[self.call()])
        assert mine.states(mine.observed(on_site.pk, "GT-01", content=calls)) == ["refused"]
        assert mine.states(mine.observed(on_site.pk, "TP-04", content=calls)) == ["refused"]


class TestOldApps:
    def test_schema_1_is_upgraded(self, mine, on_site):
        old = {"n": 10, "k": 8, "severity": "none", "note": ""}
        first = mine.observed(on_site.pk, "TP-04", content=old, schema=1, previous=None)
        second = mine.observed(on_site.pk, "TP-04", content=old | {"k": 7}, schema=1, previous=first["id"])
        assert mine.states(first, second) == ["superseded", "applied"]
        assert k_of("TP-04") == 7

    def test_its_roster_must_add_up(self, mine, on_site):
        right, wrong = (
            mine.record(on_site.pk, "headcount", COUNTED | {"roster": roster}, schema=1, previous=None)
            for roster in (26, 27)
        )
        assert mine.states(wrong) == ["refused"]
        assert mine.states(right) == ["applied"]
