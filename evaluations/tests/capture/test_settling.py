"""The page on which the team settles what its phones sent."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from core.errors import Conflict
from core.models import AuditEntry
from evaluations.actions.capture.choose import choose
from evaluations.actions.inspections.record_observation import record_observation
from evaluations.gather.capture.unsettled import unsettled
from evaluations.models import (
    CaptureDevice,
    CaptureDownload,
    CapturedPhoto,
    CaptureRecord,
    Inspection,
    Observation,
)
from evaluations.rules.observing import Finding, fingerprint
from evaluations.tasks.capture import draw_captured_photos
from evaluations.tests.capture.conftest import AT, jpeg, moment, photo_content, seen
from evaluations.tests.capture.test_photos import ids


@pytest.fixture
def disagreed(mine, theirs, on_site):
    """Two inspectors wrote TP-04 otherwise; gives both records, earlier first."""
    first = mine.observed(on_site.pk, "TP-04")
    second = theirs.observed(on_site.pk, "TP-04", k=5, at=AT + timedelta(minutes=1))
    mine.send(first)
    theirs.send(second)
    return first, second


def page(phone, inspection):
    return phone.client.get(reverse("inspection_settle", args=[inspection.pk]))


def choice(records, chosen, **other):
    usual = {
        "form_uuid": str(uuid4()),
        "subject": "TP-04",
        "chosen": chosen["id"],
        "seen": " ".join(one["id"] for one in records),
    }
    return usual | other


class TestChoosing:
    def post(self, phone, inspection, form):
        return phone.client.post(reverse("inspection_settle", args=[inspection.pk]), form)

    def test_both_values_stand_side_by_side(self, mine, disagreed, on_site):
        text = page(mine, on_site).content.decode()
        assert "8/10 đạt" in text
        assert "5/10 đạt" in text
        assert "Phan Thị Đoàn" in text

    def test_the_choice_stands_and_the_other_is_kept(self, mine, disagreed, on_site):
        answer = self.post(mine, on_site, choice(disagreed, disagreed[1]))
        assert answer.status_code == 302
        assert Observation.objects.get().k == 5
        states = CaptureRecord.objects.filter(subject="TP-04").values_list("state", flat=True)
        assert sorted(states) == ["applied", "superseded", "superseded"]
        assert AuditEntry.objects.filter(event="capture.chosen").count() == 1

    def test_the_same_form_again_changes_nothing(self, mine, disagreed, on_site):
        form = choice(disagreed, disagreed[1])
        assert [self.post(mine, on_site, form).status_code for _ in range(2)] == [302, 302]
        assert CaptureRecord.objects.filter(way="web", subject="TP-04").count() == 1

    def test_a_value_that_came_meanwhile_is_looked_at_first(self, mine, theirs, disagreed, on_site):
        later = AT + timedelta(minutes=2)
        theirs.send(theirs.observed(on_site.pk, "TP-04", k=4, previous=[disagreed[1]["id"]], at=later))
        answer = self.post(mine, on_site, choice(disagreed, disagreed[1]))
        assert (answer.status_code, "vừa thay đổi" in answer.content.decode()) == (409, True)
        assert Observation.objects.get().k == 8

    def test_the_phone_chooses_too(self, mine, disagreed, on_site):
        both = [one["id"] for one in disagreed]
        assert mine.states(mine.observed(on_site.pk, "TP-04", k=6, previous=both)) == ["applied"]
        assert Observation.objects.get().k == 6

    def test_a_page_that_shows_one_of_both_may_not_decide(self, mine, disagreed, on_site, criterion):
        with pytest.raises(Conflict, match="Ghi nhận từ máy"):
            record_observation(
                inspection=on_site,
                criterion=criterion("TP-04"),
                form_id=uuid4(),
                finding=Finding(3, 3),
                base=fingerprint(Finding(10, 8)),
                actor=mine.user,
                at=AT,
            )

    def test_after_the_minutes_nothing_is_chosen(self, mine, disagreed, on_site):
        Inspection.objects.filter(pk=on_site.pk).update(state="minuted", minuted_at=AT)
        assert "Chọn số này" not in page(mine, on_site).content.decode()
        assert self.post(mine, on_site, choice(disagreed, disagreed[1])).status_code == 409

    def test_an_id_of_something_else_is_a_conflict(self, mine, disagreed, on_site):
        with pytest.raises(Conflict):
            choose(
                inspection=on_site,
                subject="TP-04",
                chosen=uuid4(),
                seen=[],
                form_id=uuid4(),
                actor=mine.user,
                at=AT,
            )


class TestUnsettled:
    def test_everything_that_waits_for_a_person_is_told(self, mine, theirs, disagreed, on_site):
        mine.send(
            mine.observed(on_site.pk, "TP-01", previous=[uuid4()]),
            mine.observed(on_site.pk, "TP-02", content=seen(5, 6)),
        )
        found = unsettled(on_site)
        assert (list(found.held), list(found.conflicts)) == (["TP-01"], ["TP-04"])
        assert [row.subject for row in found.refused] == ["TP-02"]
        assert not found.is_clear

    def test_a_phone_is_expected_until_it_has_sent(self, mine, on_site):
        CaptureDownload.objects.create(device=mine.device, inspection=on_site, downloaded_at=AT)
        assert [one.device.pk for one in unsettled(on_site).devices_expected] == [mine.device.pk]
        mine.send(mine.observed(on_site.pk, "TP-04"), waiting=1, waiting_since=moment(AT))
        assert unsettled(on_site).devices_expected == []
        assert unsettled(on_site).is_clear

    def test_and_as_long_as_it_says_that_something_waits(self, mine, on_site):
        CaptureDownload.objects.create(device=mine.device, inspection=on_site, downloaded_at=AT)
        mine.send(mine.observed(on_site.pk, "TP-04"), waiting=4, waiting_since=moment(AT))
        assert [one.waiting for one in unsettled(on_site).devices_expected] == [3]

    def test_photographs_on_the_way_are_counted(self, mine, on_site):
        pk = uuid4()
        mine.send(mine.record(on_site.pk, "photo", photo_content(b"x"), subject=f"photo:{pk}", record_id=pk))
        assert unsettled(on_site).photos_on_the_way == 1


class TestPage:
    def test_it_says_what_is_expected_and_why_something_was_refused(self, mine, theirs, on_site):
        CaptureDownload.objects.create(device=theirs.device, inspection=on_site, downloaded_at=AT)
        mine.send(mine.observed(on_site.pk, "TP-02", content=seen(5, 6)))
        text = page(mine, on_site).content.decode()
        assert "đã tải, chưa thấy gửi" in text
        assert "Không hợp lệ" in text
        assert "phải từ 0 đến 5" in text

    def test_it_says_that_nothing_is_left_to_do(self, mine, on_site):
        assert "Không còn gì phải xử lý" in page(mine, on_site).content.decode()

    def test_a_clock_that_was_off_is_told(self, mine, on_site):
        off = AT + timedelta(days=3)
        record = mine.observed(on_site.pk, "TP-02", content=seen(5, 6), at=off)
        mine.send(record, sent_at=off)
        assert "đồng hồ máy lệch 4320 phút" in page(mine, on_site).content.decode()

    def test_a_photograph_without_a_criterion_hangs_here(self, mine, on_site):
        data, pk = jpeg(), uuid4()
        content = photo_content(data, criterion="")
        mine.send(mine.record(on_site.pk, "photo", content, subject=f"photo:{pk}", record_id=pk))
        assert "Đang nhận: 0%" in page(mine, on_site).content.decode()
        mine.piece(str(pk), data)
        draw_captured_photos(message_ids=ids())
        assert reverse("captured_photo", args=[pk]) in page(mine, on_site).content.decode()
        for small in ("", "?nho"):
            answer = mine.client.get(reverse("captured_photo", args=[pk]) + small)
            assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
            b"".join(answer.streaming_content)
        assert CapturedPhoto.objects.get().state == "drawn"

    def test_the_team_alone_sees_it(self, on_site, cast, client):
        address = reverse("inspection_settle", args=[on_site.pk])
        answers = {}
        for name in ("stranger", "officer", "head", "admin"):
            client.force_login(getattr(cast, name))
            answers[name] = client.get(address).status_code
        assert answers == {"stranger": 404, "officer": 404, "head": 403, "admin": 403}


class TestRevoking:
    def revoke(self, phone, inspection, device):
        CaptureDownload.objects.get_or_create(
            device=device, inspection=inspection, defaults={"downloaded_at": AT}
        )
        return phone.client.post(reverse("inspection_device_revoke", args=[inspection.pk, device.pk]))

    def test_the_leader_revokes_a_lost_phone(self, mine, theirs, on_site):
        assert self.revoke(mine, on_site, theirs.device).status_code == 302
        assert CaptureDevice.objects.get(pk=theirs.device.pk).revoked_at == AT

    def test_a_member_revokes_only_the_own_one(self, mine, theirs, on_site):
        assert self.revoke(theirs, on_site, mine.device).status_code == 403
        assert self.revoke(theirs, on_site, theirs.device).status_code == 302

    def test_a_phone_that_did_not_take_it_along_is_not_there(self, mine, theirs, on_site):
        address = reverse("inspection_device_revoke", args=[on_site.pk, theirs.device.pk])
        assert mine.client.post(address).status_code == 404


def test_what_was_typed_on_a_page_meanwhile_is_not_lost(mine, disagreed, on_site, criterion):
    address = reverse("inspection_observe", args=[on_site.pk, criterion("TP-04").pk])
    base = fingerprint(Finding(10, 8))
    form = {"form_uuid": uuid4(), "n": 77, "k": 70, "severity": "none", "note": "", "base": base}
    answer = mine.client.post(address, form)
    text = answer.content.decode()
    assert (answer.status_code, 'value="77"' in text, "Ghi nhận từ máy" in text) == (422, True, True)
