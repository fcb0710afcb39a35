"""Photographs in pieces: whole or not at all, the original provable, the picture drawn anew."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from core.models import OutboxMessage
from evaluations.actions.capture import receive_records as receiving
from evaluations.actions.capture.receive_photo_piece import original_path, receive_photo_piece
from evaluations.models import CapturedPhoto, Inspection, ObservationPhoto
from evaluations.tasks.capture import draw_captured_photos
from evaluations.tests.capture.conftest import AT, jpeg, photo_content
from evaluations.tests.inspections.conftest import close

DATA = jpeg(side=400)


@pytest.fixture
def photo(mine, on_site):
    """Send the record of a photograph; keywords replace its content. Gives its id."""

    def do(data=DATA, **content):
        pk = uuid4()
        body = photo_content(data, **content)
        record = mine.record(on_site.pk, "photo", body, subject=f"photo:{pk}", record_id=pk)
        state = mine.states(record)
        return str(pk), state[0]

    return do


def ids():
    return list(OutboxMessage.objects.filter(topic="capture.photo").values_list("pk", flat=True))


def asked(phone, pk):
    return phone.client.get(f"{reverse('capture_photo', args=[pk])}?may={phone.device.pk}")


class TestPieces:
    @pytest.mark.parametrize("tenth", range(1, 11))
    def test_cut_at_each_tenth_it_goes_on_from_there(self, mine, photo, tenth):
        pk, _state = photo()
        cut = len(DATA) * tenth // 10
        mine.piece(pk, DATA[:cut])
        received = asked(mine, pk).json()["received"]
        assert received == cut
        last = mine.piece(pk, DATA[received:], received)
        assert (last.status_code, last.json()["done"]) == (200, True)
        assert original_path(CapturedPhoto.objects.get()).read_bytes() == DATA

    def test_a_piece_sent_again_tells_where_to_go_on(self, mine, photo):
        pk, _state = photo()
        mine.piece(pk, DATA[:1000])
        again = mine.piece(pk, DATA[:1000])
        assert (again.status_code, again.json()) == (409, {"code": "offset", "received": 1000})

    def test_a_sender_that_was_held_up_does_not_cut_what_is_whole(self, mine, photo):
        """Two requests carry the first piece; the second one writes when the other has sent all."""
        pk, _state = photo()
        held_up = CapturedPhoto.objects.get(pk=pk)
        mine.piece(pk, DATA)
        assert receive_photo_piece(photo=held_up, offset=0, piece=DATA[:1000], at=AT).done
        assert original_path(held_up).read_bytes() == DATA

    def test_the_last_piece_sent_again_is_done(self, mine, photo):
        pk, _state = photo()
        answers = [mine.piece(pk, DATA).json() for _ in range(2)]
        assert [answer["done"] for answer in answers] == [True, True]
        assert len(ids()) == 1

    def test_bytes_that_were_changed_begin_anew(self, mine, photo):
        pk, _state = photo()
        answer = mine.piece(pk, DATA[:-1] + b"x")
        assert (answer.status_code, answer.json()["code"], answer.json()["received"]) == (422, "digest", 0)
        assert mine.piece(pk, DATA).json()["done"]

    def test_more_bytes_than_were_told_begin_anew(self, mine, photo):
        pk, _state = photo()
        assert mine.piece(pk, DATA + b"x").json()["code"] == "digest"
        assert asked(mine, pk).json()["received"] == 0

    def test_a_file_that_was_lost_begins_anew(self, mine, photo):
        pk, _state = photo()
        mine.piece(pk, DATA[:1000])
        original_path(CapturedPhoto.objects.get()).unlink()
        answer = mine.piece(pk, DATA[1000:], 1000)
        assert answer.json() == {"code": "offset", "received": 0}
        assert mine.piece(pk, DATA).json()["done"]

    def test_before_its_record_it_is_unknown(self, mine, on_site):
        assert mine.piece(str(uuid4()), DATA).json() == {"code": "unknown"}

    def test_a_piece_is_at_most_256_kb(self, mine, photo):
        pk, _state = photo()
        assert mine.piece(pk, b"x" * 262_145).status_code == 413

    @pytest.mark.parametrize("offset", ["", "-1", "x", "٣", "9" * 12])
    def test_an_offset_is_a_number(self, mine, photo, offset):
        pk, _state = photo()
        assert mine.piece(pk, DATA, offset).json()["code"] == "malformed"

    def test_a_stranger_learns_nothing(self, photo, cast, phone_of):
        from agencies.enums import Role
        from agencies.tests.factories import grant, make_staff, make_user

        pk, _state = photo()
        other = make_user(make_staff("Vũ Thị Ngoài", cast.home_affairs))
        grant(other, Role.INSPECTOR, cast.province)
        stranger = phone_of(other)
        assert stranger.piece(pk, DATA).json() == stranger.piece(str(uuid4()), DATA).json()
        assert asked(stranger, pk).status_code == 409

    def test_a_colleague_may_send_the_rest(self, mine, theirs, photo):
        pk, _state = photo()
        mine.piece(pk, DATA[:1000])
        assert theirs.piece(pk, DATA[1000:], 1000).json()["done"]

    def test_a_piece_writes_one_row(self, mine, photo):
        pk, _state = photo()
        mine.piece(pk, DATA[:1000])
        with CaptureQueriesContext(connection) as queries:
            mine.piece(pk, DATA[1000:2000], 1000)
        written = [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        assert len(written) == 1


class TestRecord:
    @pytest.mark.parametrize(
        "content",
        [
            {"sha256": "x"},
            {"size": 0},
            {"size": 30_000_000},
            {"type": "image/png"},
            {"width": 9_000, "height": 9_000},
        ],
    )
    def test_what_can_be_no_photo_is_refused_and_sent_no_further(self, mine, photo, content):
        pk, state = photo(**content)
        assert state == "refused"
        answer = mine.piece(pk, DATA)
        assert (answer.status_code, bool(answer.json()["message"])) == (422, True)

    def test_there_is_a_most_for_a_visit(self, photo, monkeypatch):
        monkeypatch.setattr(receiving, "MOST_PHOTOS", 2)
        assert [photo()[1] for _ in range(3)] == ["applied", "applied", "refused"]


class TestDrawing:
    def test_it_hangs_on_the_observation(self, mine, photo, on_site):
        mine.send(mine.observed(on_site.pk, "TP-04"))
        pk, _state = photo()
        mine.piece(pk, DATA)
        assert draw_captured_photos(message_ids=ids()) == 1
        hung = ObservationPhoto.objects.get()
        assert (hung.observation.criterion.code, hung.attachment.caption) == ("TP-04", "Biển tên")
        assert hung.attachment.original_sha256 == CapturedPhoto.objects.get().sha256

    def test_it_waits_for_an_observation_that_comes_later(self, mine, photo, on_site):
        pk, _state = photo()
        mine.piece(pk, DATA)
        draw_captured_photos(message_ids=ids())
        assert not ObservationPhoto.objects.exists()
        mine.send(mine.observed(on_site.pk, "TP-04"))
        assert ObservationPhoto.objects.count() == 1

    def test_without_a_criterion_it_stays_with_the_visit(self, mine, photo, on_site):
        pk, _state = photo(criterion="")
        mine.piece(pk, DATA)
        draw_captured_photos(message_ids=ids())
        assert CapturedPhoto.objects.get().attachment is not None
        assert not ObservationPhoto.objects.exists()

    def test_drawing_twice_is_harmless(self, mine, photo, on_site):
        mine.send(mine.observed(on_site.pk, "TP-04"))
        pk, _state = photo()
        mine.piece(pk, DATA)
        waiting = ids()
        draw_captured_photos(message_ids=waiting)
        OutboxMessage.objects.update(handled_at=None)
        draw_captured_photos(message_ids=waiting)
        assert ObservationPhoto.objects.count() == 1

    def test_one_run_draws_one_and_passes_the_others_on(self, mine, photo, monkeypatch):
        for shade in (10, 20, 30):
            data = jpeg(shade)
            pk, _state = photo(data)
            mine.piece(pk, data)
        passed = []
        monkeypatch.setattr(draw_captured_photos, "apply_async", lambda kwargs: passed.append(kwargs))
        draw_captured_photos(message_ids=ids())
        assert (CapturedPhoto.objects.filter(state="drawn").count(), len(passed)) == (1, 1)
        assert len(passed[0]["message_ids"]) == 2

    def test_what_cannot_be_drawn_is_kept_with_its_reason(self, mine, photo):
        broken = b"\xff\xd8\xff" + b"<script>" + b"x" * 100
        pk, _state = photo(broken)
        mine.piece(pk, broken)
        draw_captured_photos(message_ids=ids())
        kept = CapturedPhoto.objects.get()
        assert (kept.state, bool(kept.reason)) == ("refused", True)
        assert original_path(kept).read_bytes() == broken

    def test_what_is_no_jpeg_is_kept_and_never_drawn(self, mine, photo):
        page = b"<html>" * 10
        pk, _state = photo(page)
        assert mine.piece(pk, page).json()["done"]
        assert (CapturedPhoto.objects.get().state, ids()) == ("refused", [])

    def test_after_the_close_it_stays_with_the_visit(self, mine, photo, on_site, month):
        mine.send(mine.observed(on_site.pk, "TP-04"))
        pk, _state = photo()
        mine.piece(pk, DATA)
        close(month)
        draw_captured_photos(message_ids=ids())
        assert CapturedPhoto.objects.get().state == "drawn"
        assert not ObservationPhoto.objects.exists()

    def test_its_bytes_may_come_after_the_minutes(self, mine, photo, on_site):
        mine.send(mine.observed(on_site.pk, "TP-04"))
        pk, _state = photo()
        Inspection.objects.filter(pk=on_site.pk).update(state="minuted", minuted_at=AT)
        assert mine.piece(pk, DATA).json()["done"]
        draw_captured_photos(message_ids=ids())
        assert ObservationPhoto.objects.count() == 1

    def test_the_drawn_picture_has_nothing_of_the_phone(self, mine, photo, on_site):
        pk, _state = photo()
        mine.piece(pk, DATA)
        draw_captured_photos(message_ids=ids())
        attachment = CapturedPhoto.objects.get().attachment
        from django.core.files.storage import default_storage

        with default_storage.open(attachment.path) as file, Image.open(file) as image:
            assert not image.getexif()


class TestEvidence:
    def verify(self):
        out = StringIO()
        try:
            call_command("verify_evidence", stdout=out)
        except CommandError:
            return False, out.getvalue()
        return True, out.getvalue()

    def test_every_original_is_proved(self, mine, photo):
        pk, _state = photo()
        mine.piece(pk, DATA)
        photo(jpeg(12))
        assert self.verify() == (True, "originals=1 intact=1 changed=0 missing=0 on_the_way=1\n")

    @pytest.mark.parametrize(("change", "word"), [(b"x", "changed=1"), (None, "missing=1")])
    def test_a_changed_or_missing_one_is_told(self, mine, photo, change, word):
        pk, _state = photo()
        mine.piece(pk, DATA)
        path = original_path(CapturedPhoto.objects.get())
        path.unlink() if change is None else path.write_bytes(DATA + change)
        intact, words = self.verify()
        assert not intact
        assert word in words
