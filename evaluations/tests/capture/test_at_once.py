"""The same records from several tabs at the same instant (F46), on a database that runs in parallel."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from evaluations.actions.capture.receive_photo_piece import WrongOffset, receive_photo_piece
from evaluations.actions.capture.receive_records import receive_records
from evaluations.actions.capture.receiving import Signed
from evaluations.enums import RecordState
from evaluations.models import CapturedPhoto, CaptureRecord, Observation
from evaluations.tests.capture.conftest import AT, jpeg, photo_content

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*works):
    """Run the works in threads that start together; gives what each returned or raised."""
    gate, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            gate.wait()
            results[place] = work()
        except Exception as error:  # told to the test
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def sending(phone, records):
    signed = [Signed(one["body"], one["mac"]) for one in records]
    return lambda: receive_records(records=signed, way="sync", sent_at=AT, actor=phone.user, at=AT)


def test_one_queue_from_two_tabs_is_stored_once(mine, on_site):
    records = [mine.observed(on_site.pk, code) for code in ("TP-01", "TP-02", "TP-04")]
    first, second = at_once(sending(mine, records), sending(mine, list(reversed(records))))
    assert [one.state for one in first] == [one.state for one in second] == ["applied"] * 3
    assert CaptureRecord.objects.filter(way="sync").count() == Observation.objects.count() == 3


def test_two_inspectors_at_once_are_both_kept(mine, theirs, on_site):
    ours = at_once(
        sending(mine, [mine.observed(on_site.pk, "TP-04")]),
        sending(theirs, [theirs.observed(on_site.pk, "TP-04", k=5)]),
    )
    assert all(not isinstance(one, Exception) for one in ours)
    assert CaptureRecord.objects.filter(state=RecordState.CONFLICT).count() == 2


def test_one_photo_from_two_tabs_comes_once(mine, on_site):
    from uuid import uuid4

    data, pk = jpeg(), uuid4()
    mine.send(mine.record(on_site.pk, "photo", photo_content(data), subject=f"photo:{pk}", record_id=pk))

    def piece():
        photo = CapturedPhoto.objects.get(pk=pk)
        return receive_photo_piece(photo=photo, offset=0, piece=data[:1000], at=datetime.now(UTC))

    outcomes = at_once(piece, piece)
    assert all(not isinstance(one, Exception) or isinstance(one, WrongOffset) for one in outcomes)
    assert mine.piece(str(pk), data[1000:], 1000).json()["done"]
