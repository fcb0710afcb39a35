"""Records that come late, with a wrong clock, by another hand: kept, and told apart."""

from datetime import timedelta

import pytest

from agencies.models import RoleGrant, User
from evaluations.enums import InspectionState
from evaluations.models import (
    CaptureDevice,
    CaptureDownload,
    CaptureRecord,
    Inspection,
    Observation,
    TeamMember,
)
from evaluations.tests.capture.conftest import AT, DAY, NONCE, STARTED, moment
from evaluations.tests.inspections.conftest import close


class TestClocks:
    @pytest.mark.parametrize("days", [-3, 3])
    def test_a_clock_days_off_files_the_visit_on_the_servers_day(self, mine, draft, days):
        off = AT + timedelta(days=days)
        content = {"visited_on": (DAY + timedelta(days=days)).isoformat(), "started_at": moment(off)}
        assert mine.states(mine.record(draft.pk, "start", content, at=off), sent_at=off) == ["applied"]
        visit = Inspection.objects.get()
        assert (visit.visited_on, visit.started_at) == (DAY, AT)
        kept = CaptureRecord.objects.get(kind="start")
        assert (kept.captured_at, kept.drift_ms) == (off, -days * 24 * 3600 * 1000)

    @pytest.mark.parametrize(("days", "words"), [(1, "phía trước"), (-15, "quá 14 ngày")])
    def test_a_day_that_cannot_be_is_refused_and_the_rest_waits(self, mine, draft, days, words):
        content = STARTED | {"visited_on": (DAY + timedelta(days=days)).isoformat()}
        start, seen_ = mine.record(draft.pk, "start", content), mine.observed(draft.pk, "TP-04")
        receipts = mine.send(start, seen_).json()["receipts"]
        assert [one["state"] for one in receipts] == ["refused", "held"]
        assert words in receipts[0]["reason"]

    def test_a_rescue_file_says_nothing_of_its_phones_clock(self, mine, theirs, draft):
        start = mine.record(draft.pk, "start", STARTED)
        assert theirs.states(start, way="rescue", sent_at=AT + timedelta(days=3)) == ["applied"]
        assert Inspection.objects.get().visited_on == DAY


class TestLate:
    @pytest.mark.parametrize("state", ["minuted", "reported", "concluded", "lapsed", "cancelled"])
    def test_after_the_minutes_it_is_kept_and_changes_nothing(self, mine, on_site, state):
        Inspection.objects.filter(pk=on_site.pk).update(state=state)
        answer = mine.send(mine.observed(on_site.pk, "TP-04")).json()["receipts"][0]
        assert answer["state"] == "late"
        assert answer["reason"]
        assert not Observation.objects.exists()

    def test_after_the_close_it_is_kept_and_changes_nothing(self, mine, on_site, month):
        close(month)
        assert mine.states(mine.observed(on_site.pk, "TP-04")) == ["late"]

    def test_a_start_in_a_closed_month_is_kept(self, mine, draft, month):
        close(month)
        states = mine.states(mine.record(draft.pk, "start", STARTED), mine.observed(draft.pk, "TP-04"))
        assert states == ["late", "held"]
        assert Inspection.objects.get().state == InspectionState.DRAFT


class TestOtherHands:
    def disable(self, user):
        User.objects.filter(pk=user.pk).update(is_active=False)

    def test_anybody_on_the_team_imports_a_rescue_file(self, mine, theirs, on_site):
        record = mine.observed(on_site.pk, "TP-04")
        assert theirs.states(record, way="rescue") == ["applied"]
        kept = CaptureRecord.objects.get(pk=record["id"])
        assert (kept.author, kept.sender, kept.way) == (mine.user, theirs.user, "rescue")
        assert Observation.objects.get().recorded_by == mine.user

    def test_importing_it_again_or_syncing_it_later_doubles_nothing(self, mine, theirs, on_site):
        record = mine.observed(on_site.pk, "TP-04")
        states = [theirs.states(record, way="rescue") for _ in range(2)] + [mine.states(record)]
        assert states == [["applied"]] * 3
        assert CaptureRecord.objects.filter(way="rescue").count() == 1

    def test_a_record_of_who_was_never_on_the_team_is_not(self, mine, on_site, cast, phone_of):
        from agencies.enums import Role
        from agencies.tests.factories import grant, make_staff, make_user

        other = make_user(make_staff("Vũ Thị Ngoài", cast.home_affairs))
        grant(other, Role.INSPECTOR, cast.province)
        record = phone_of(other).observed(on_site.pk, "TP-04")
        assert mine.states(record, way="rescue") == ["rejected"]

    def test_the_leader_takes_over_from_a_disabled_colleague(self, mine, theirs, on_site):
        record = theirs.observed(on_site.pk, "TP-04")
        assert mine.states(record, way="handover") == ["rejected"], "while the colleague still works"
        self.disable(theirs.user)
        assert mine.states(record, way="handover") == ["applied"]
        assert CaptureRecord.objects.get(pk=record["id"]).author == theirs.user

    def test_and_from_a_revoked_phone_what_was_recorded_before(self, mine, theirs, on_site):
        CaptureDevice.objects.filter(pk=theirs.device.pk).update(revoked_at=AT + timedelta(minutes=5))
        before = theirs.observed(on_site.pk, "TP-04")
        after = theirs.observed(on_site.pk, "TP-01", at=AT + timedelta(minutes=6))
        assert mine.states(before, after, way="handover") == ["applied", "rejected"]

    def test_a_clock_that_runs_ahead_makes_nothing_recorded_after_the_revocation(self, mine, theirs, on_site):
        CaptureDevice.objects.filter(pk=theirs.device.pk).update(revoked_at=AT + timedelta(minutes=5))
        ahead = timedelta(days=2)
        record = theirs.observed(on_site.pk, "TP-04", at=AT + ahead)
        assert mine.states(record, way="handover", sent_at=AT + ahead) == ["applied"]

    def test_a_member_who_does_not_lead_takes_nothing_over(self, mine, theirs, on_site):
        record = mine.observed(on_site.pk, "TP-04")
        CaptureDevice.objects.filter(pk=mine.device.pk).update(revoked_at=AT + timedelta(minutes=5))
        assert theirs.states(record, way="handover") == ["rejected"]

    def test_a_revoked_phone_sends_nothing_itself(self, mine, on_site):
        CaptureDevice.objects.update(revoked_at=AT + timedelta(minutes=5))
        assert mine.send(mine.observed(on_site.pk, "TP-04")).status_code == 403

    def test_nor_does_who_is_no_inspector_any_more(self, mine, on_site):
        RoleGrant.objects.filter(user=mine.user).delete()
        assert mine.send(mine.observed(on_site.pk, "TP-04")).json()["code"] == "forbidden"

    def test_who_left_the_team_still_sends_what_was_taken_along(self, theirs, on_site):
        CaptureDownload.objects.create(device=theirs.device, inspection=on_site, downloaded_at=AT)
        TeamMember.objects.filter(inspection=on_site, user=theirs.user).delete()
        assert theirs.states(theirs.observed(on_site.pk, "TP-04")) == ["applied"]


def test_a_session_that_ended_is_told_in_json_and_signed(mine, on_site):
    mine.client.logout()
    answer = mine.send(mine.observed(on_site.pk, "TP-04"))
    assert (answer.status_code, answer.json()["code"]) == (401, "login")
    assert answer["X-Vhcv-Mac"]
    assert len(NONCE) == 20


def test_what_waits_on_the_phone_is_remembered(mine, on_site):
    mine.send(waiting=7, waiting_since=moment(AT))
    device = CaptureDevice.objects.get(pk=mine.device.pk)
    assert (device.waiting, device.waiting_since) == (7, AT)
