"""A report is sealed the moment it comes, keeps the day only, and comes once however often it is sent."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import IO, Any
from uuid import UUID, uuid4

import pytest

from agencies.tests.cast import Cast
from core.errors import AccessRefused
from core.models import AuditEntry, OutboxMessage
from core.pictures import ImageRefused
from feedback.actions.assisted.enter import DayDoesNotFit, enter_paper_case
from feedback.actions.floods import PhotosNotNow
from feedback.actions.sending.submit import NobodyToRead, Report, SentWithOtherWords, submit_case
from feedback.models import DayMark, FeedbackCase, Sealed
from feedback.receipts import receipt_digest
from feedback.rules.envelopes import Contact, contact_of, text_of
from feedback.tests.conftest import AT
from feedback.tests.sending.conftest import FirstVault

FORM = UUID("5f0c6a5e-8a7d-4c57-9d1b-0d7f1b1f8f11")
TODAY = date(2026, 11, 20)
WORDS = "Chiều thứ ba quầy đóng sớm, tôi phải về."
REACH = Contact("Nguyễn Thị Ánh", "0901234567")


def send(cast: Cast, text: str = WORDS, *, form_id: UUID = FORM, **act: Any) -> str:
    report = Report(text, agency_id=cast.department.pk, contact=act.pop("contact", Contact()))
    return submit_case(form_id=form_id, report=report, at=AT, **act)


def test_words_and_contact_are_sealed_and_the_row_keeps_the_day(first: FirstVault, cast: Cast) -> None:
    receipt = send(cast, contact=REACH)
    case = FeedbackCase.objects.get()
    assert case.receipt_digest == receipt_digest(receipt)
    assert (case.received_on, case.agency, case.vault) == (date(2026, 11, 20), cast.department, first.vault)
    assert text_of(first.inside("text")[0]) == WORDS
    assert contact_of(first.inside("contact")[0]) == REACH
    kept = b"".join(bytes(row.envelope) for row in Sealed.objects.all())
    assert WORDS.encode() not in kept
    assert REACH.phone.encode() not in kept


def test_without_a_contact_there_is_no_envelope_of_one(first: FirstVault, cast: Cast) -> None:
    send(cast)
    assert [row.kind for row in Sealed.objects.all()] == ["text"]


def test_nothing_tells_the_minute(first: FirstVault, cast: Cast) -> None:
    send(cast)
    assert not AuditEntry.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_photos_are_drawn_anew_before_they_are_sealed(
    first: FirstVault, cast: Cast, photo: Callable[..., IO[bytes]]
) -> None:
    send(cast, photos=[photo(b"so dien thoai 0901234567"), photo(b"", (50, 50))])
    drawn = first.inside("photo")
    assert len(drawn) == 2
    assert all(data.startswith(b"\xff\xd8\xff") and b"0901234567" not in data for data in drawn)


def test_a_file_that_is_no_picture_is_refused_and_nothing_is_kept(
    first: FirstVault, cast: Cast, photo: Callable[..., IO[bytes]]
) -> None:
    bad = photo()
    bad.write(b"<svg")
    with pytest.raises(ImageRefused):
        send(cast, photos=[bad])
    assert not FeedbackCase.objects.exists()


def test_the_same_form_gives_the_same_receipt(first: FirstVault, cast: Cast) -> None:
    assert send(cast, contact=REACH) == send(cast, contact=REACH)
    assert FeedbackCase.objects.count() == 1
    with pytest.raises(SentWithOtherWords):
        send(cast, "Một việc khác hẳn.")
    assert send(cast, form_id=uuid4()) != send(cast, contact=REACH)


def test_where_nobody_outside_may_read_nothing_is_taken(first: FirstVault, cast: Cast) -> None:
    with pytest.raises(NobodyToRead):
        submit_case(form_id=FORM, report=Report(WORDS, agency_id=cast.home_affairs.pk), at=AT)
    assert not FeedbackCase.objects.exists()


def test_a_flood_is_taken_into_a_tray_of_its_own_but_not_its_photos(
    first: FirstVault, cast: Cast, settings: Any, photo: Callable[..., IO[bytes]]
) -> None:
    settings.FLOOD_CASES = 1
    for _time in range(2):
        send(cast, form_id=uuid4(), source="m" * 32)
    suspects = FeedbackCase.objects.order_by("is_suspect").values_list("is_suspect", flat=True)
    assert list(suspects) == [False, True]
    with pytest.raises(PhotosNotNow):
        send(cast, form_id=uuid4(), source="m" * 32, photos=[photo()])
    assert (FeedbackCase.objects.count(), DayMark.objects.count()) == (2, 2)


def enter(cast: Cast, actor: Any, agency: Any, received_on: date = TODAY, form_id: UUID = FORM) -> str:
    report = Report(WORDS, agency_id=None if agency is None else agency.pk, contact=REACH)
    return enter_paper_case(form_id=form_id, report=report, received_on=received_on, actor=actor, at=AT)


def test_a_paper_is_keyed_in_by_a_second_office(first: FirstVault, cast: Cast) -> None:
    receipt = enter(cast, cast.inspector, cast.department, date(2026, 11, 18))
    assert receipt == enter(cast, cast.inspector, cast.department, date(2026, 11, 18))
    case = FeedbackCase.objects.get()
    assert (case.channel, case.received_on) == ("paper", date(2026, 11, 18))
    entry = AuditEntry.objects.get(event="case.entered")
    assert (entry.subject_type, entry.agency_id) == ("feedback.vault", None)
    assert str(case.pk) not in f"{entry.after}{entry.subject_id}"


@pytest.mark.parametrize("actor", ["head", "officer", "custodian", "leader", "stranger"])
def test_others_key_in_nothing(first: FirstVault, cast: Cast, actor: str) -> None:
    with pytest.raises(AccessRefused):
        enter(cast, getattr(cast, actor), cast.commune)


def test_nobody_keys_in_what_is_about_their_own_office(first: FirstVault, cast: Cast) -> None:
    with pytest.raises(AccessRefused):
        enter(cast, cast.inspector, cast.home_affairs)


def test_a_paper_that_names_no_agency_is_keyed_in_by_home_affairs(first: FirstVault, cast: Cast) -> None:
    with pytest.raises(AccessRefused):
        enter(cast, cast.inspector, None)
    enter(cast, cast.admin, None)
    assert FeedbackCase.objects.get().agency is None


@pytest.mark.parametrize("days", [-1, 31])
def test_a_paper_of_tomorrow_or_of_long_ago_is_refused(first: FirstVault, cast: Cast, days: int) -> None:
    with pytest.raises(DayDoesNotFit):
        enter(cast, cast.admin, cast.department, TODAY - timedelta(days=days))
