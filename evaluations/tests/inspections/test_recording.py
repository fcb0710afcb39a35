"""Recording on site: head-count, observations, photographs."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from core.errors import Conflict, PeriodClosed
from core.models import Attachment, AuditEntry
from core.pictures import ImageRefused
from evaluations.actions.inspections import (
    FindingRefused,
    add_photo,
    record_headcount,
)
from evaluations.actions.inspections.add_photo import MOST_PHOTOS, TooManyPhotos
from evaluations.actions.inspections.locking import NotOnSite
from evaluations.actions.inspections.record_headcount import BadHeadcount, mark_of
from evaluations.actions.inspections.record_observation import FoundOtherwise, NotLookedAt, record_observation
from evaluations.gather.inspections import finding_of
from evaluations.models import Headcount, Inspection, Observation, ObservationPhoto
from evaluations.rules.observing import Attendance, Finding, fingerprint
from evaluations.tests.inspections.conftest import AT, close

COUNTED = Attendance(present=23, on_leave=2, unexcused=1)


@pytest.fixture
def count(on_site, cast):
    """Take the head-count; keywords replace the usual arguments."""

    def do(attendance=COUNTED, **given):
        usual = {"inspection": on_site, "counted_at": AT, "base": "", "actor": cast.inspector, "at": AT}
        return record_headcount(attendance=attendance, **(usual | given))

    return do


class TestObservation:
    def test_the_form_names_the_first_row(self, record):
        form_id = uuid4()
        observation = record("TP-04", form_id=form_id)
        assert (observation.pk, observation.n, observation.k) == (form_id, 10, 8)

    def test_every_save_is_counted_and_audited(self, record, on_site):
        record("TP-04")
        assert Inspection.objects.get(pk=on_site.pk).version == on_site.version + 1
        entry = AuditEntry.objects.get(event="inspection.recorded")
        assert (entry.before, entry.after["TP-04"]["k"], entry.agency_id) == (None, 8, None)

    def test_sending_it_twice_changes_nothing(self, record, on_site):
        form_id = uuid4()
        first = record("TP-04", form_id=form_id)
        again = record("TP-04", form_id=form_id, at=AT + timedelta(minutes=5))
        assert (again.pk, again.recorded_at) == (first.pk, AT)
        assert AuditEntry.objects.filter(event="inspection.recorded").count() == 1

    def test_an_edit_that_names_what_it_started_from_replaces_it(self, record):
        record("TP-04")
        edited = record("TP-04", 12, 9, base=fingerprint(Finding(10, 8)))
        assert (edited.n, edited.k, Observation.objects.count()) == (12, 9, 1)
        assert AuditEntry.objects.filter(event="inspection.recorded").last().before["TP-04"]["k"] == 8

    def test_an_edit_of_something_older_is_a_conflict_that_tells_both(self, record, member):
        record("TP-04", 20, 15, actor=member)
        with pytest.raises(FoundOtherwise, match=r"Phan Thị Đoàn đã ghi “15/20 đạt”") as caught:
            record("TP-04", 10, 8, base="")
        assert caught.value.standing.k == 15
        assert Observation.objects.get().k == 15

    def test_the_id_of_another_observation_is_a_conflict(self, record):
        form_id = uuid4()
        record("TP-04", form_id=form_id)
        with pytest.raises(Conflict):
            record("TP-01", form_id=form_id)

    def test_not_applicable_keeps_the_reason_and_no_numbers(self, record):
        finding = Finding(5, 3, not_applicable=True, severity="minor", note="Không có điện thoại công vụ")
        observation = record("GT-06", finding=finding)
        assert finding_of(observation) == Finding(not_applicable=True, note="Không có điện thoại công vụ")

    @pytest.mark.parametrize(
        ("finding", "box"),
        [
            (Finding(0, 0), "n"),
            (Finding(5, 6), "k"),
            (Finding(not_applicable=True), "note"),
            (Finding(5, 5, severity="critical"), "note"),
        ],
    )
    def test_it_refuses_a_finding_that_cannot_be(self, record, finding, box):
        with pytest.raises(FindingRefused) as caught:
            record("TP-04", finding=finding)
        assert set(caught.value.errors) == {box}
        assert not Observation.objects.exists()

    def test_the_criteria_of_the_headcount_are_not_typed(self, record):
        with pytest.raises(NotLookedAt, match="điểm danh"):
            record("TT-04")

    def test_what_an_inspection_does_not_look_at_is_refused(self, record):
        with pytest.raises(NotLookedAt):
            record("TT-02")
        # the department wears no sector's uniform
        with pytest.raises(NotLookedAt):
            record("TP-03")

    def test_nothing_is_recorded_before_checking_in(self, draft, criterion, cast):
        with pytest.raises(NotOnSite, match="chưa bắt đầu"):
            record_observation(
                inspection=draft,
                criterion=criterion("TP-04"),
                form_id=uuid4(),
                finding=Finding(1, 1),
                base="",
                actor=cast.inspector,
                at=AT,
            )

    def test_a_closed_month_takes_nothing(self, record, month):
        close(month)
        with pytest.raises(PeriodClosed):
            record("TP-04")
        assert not AuditEntry.objects.filter(event="inspection.recorded").exists()


class TestHeadcount:
    def test_it_also_speaks_for_attendance_and_absence(self, count):
        headcount = count()
        assert (headcount.roster, headcount.present, headcount.unexcused) == (26, 23, 1)
        found = {o.criterion.code: (o.n, o.k) for o in Observation.objects.all()}
        assert found == {"TT-04": (26, 25), "TT-05": (26, 1)}

    def test_counting_again_replaces_it_everywhere(self, count):
        first = count()
        second = count(Attendance(present=26), base=mark_of(first))
        assert (second.pk, Headcount.objects.get().unexcused) == (first.pk, 0)
        assert {o.criterion.code: o.k for o in Observation.objects.all()} == {"TT-04": 26, "TT-05": 0}

    def test_the_same_count_again_changes_nothing(self, count):
        count()
        count()
        assert AuditEntry.objects.filter(event="inspection.recorded").count() == 1

    def test_an_older_count_does_not_overwrite_a_newer(self, count, member):
        count(actor=member)
        with pytest.raises(Conflict, match="23/26"):
            count(Attendance(present=5))

    @pytest.mark.parametrize(
        "attendance", [Attendance(), Attendance(present=-1, sick=3), Attendance(present=10_000)]
    )
    def test_it_refuses_what_is_no_headcount(self, count, attendance):
        with pytest.raises(BadHeadcount):
            count(attendance)

    def test_a_closed_month_takes_none(self, count, month):
        close(month)
        with pytest.raises(PeriodClosed):
            count()


class TestPhoto:
    def test_it_is_kept_beside_the_observation(self, record, photo, cast):
        observation = record("TP-04")
        kept = add_photo(observation=observation, file=photo, actor=cast.inspector, at=AT)
        assert default_storage.exists(kept.attachment.path)
        entry = AuditEntry.objects.filter(event="inspection.recorded").last()
        assert entry.after == {"photo": kept.attachment.sha256, "criterion": "TP-04"}

    def test_the_same_file_again_gives_the_same_photo(self, record, photo, cast):
        observation = record("TP-04")
        kept = [add_photo(observation=observation, file=photo, actor=cast.inspector, at=AT) for _ in range(2)]
        assert kept[0] == kept[1]
        assert Attachment.objects.count() == 1

    def test_what_is_no_picture_is_refused(self, record, cast):
        observation = record("TP-04")
        with pytest.raises(ImageRefused):
            add_photo(observation=observation, file=BytesIO(b"<svg/>"), actor=cast.inspector, at=AT)

    def test_there_is_a_most(self, record, cast):
        observation = record("TP-04")

        def shade(number: int) -> BytesIO:
            file = BytesIO()
            Image.new("RGB", (20, 20), (number, 0, 0)).save(file, "PNG")
            return file

        for number in range(MOST_PHOTOS):
            add_photo(observation=observation, file=shade(number), actor=cast.inspector, at=AT)
        with pytest.raises(TooManyPhotos):
            add_photo(observation=observation, file=shade(200), actor=cast.inspector, at=AT)

    def test_a_refused_photo_leaves_no_file_behind(self, record, photo, month, cast, monkeypatch):
        observation = record("TP-04")
        kept = []

        def fail(**_content):
            kept.append(Attachment.objects.get())
            raise RuntimeError("đĩa đầy")

        monkeypatch.setattr(ObservationPhoto.objects, "create", fail)
        with pytest.raises(RuntimeError):
            add_photo(observation=observation, file=photo, actor=cast.inspector, at=AT)
        assert not default_storage.exists(kept[0].path)
        assert not Attachment.objects.exists()

    def test_a_concluded_or_unstarted_visit_takes_none(self, record, photo, on_site, cast):
        observation = record("TP-04")
        Inspection.objects.filter(pk=on_site.pk).update(state="concluded")
        with pytest.raises(NotOnSite, match="đã kết thúc"):
            add_photo(observation=observation, file=photo, actor=cast.inspector, at=AT)
