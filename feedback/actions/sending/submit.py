"""A citizen's report is sealed the moment it comes in; what stays readable is the agency and the day."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from core.clock import local_day
from core.errors import Conflict, Refused
from core.pictures import Picture, redraw
from core.replay import one_at_a_time
from core.sealing import seal
from feedback.actions.floods import PhotosNotNow, comes_in_flood, note_case
from feedback.enums import CaseChannel, SealedKind
from feedback.gather.vaults import vault_for
from feedback.models import FeedbackCase, Sealed, Vault
from feedback.receipts import form_digest, receipt_digest, receipt_of
from feedback.rules.envelopes import MOST_PHOTOS, Contact, contact_inside, words_inside


class NobodyToRead(Refused):
    """No vault may take these words in, so they are not taken (HTTP 503)."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Cổng chưa nhận được phản ánh về nơi này vì chưa có người giữ niêm phong độc lập. "
                "Ông/bà hãy gửi bằng giấy tới Ủy ban nhân dân tỉnh."
            )
        )


class SentWithOtherWords(Conflict):
    """The form came before with other words (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Mẫu này đã được gửi trước đó với nội dung khác; lần gửi đầu đã được nhận. "
                "Muốn gửi thêm, ông/bà hãy mở mẫu mới."
            )
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a sender wrote: ``agency_id`` is the rated agency complained about, None where not known."""

    text: str
    agency_id: int | None = None
    counter_id: int | None = None
    contact: Contact = field(default_factory=Contact)


def submit_case(
    *,
    form_id: UUID,
    report: Report,
    photos: Sequence[IO[bytes]] = (),
    channel: CaseChannel = CaseChannel.WEB,
    source: str = "",
    received_on: date | None = None,
    at: datetime,
) -> str:
    """Seal a report and give its receipt; the same form with the same words gives the same receipt.

    Nothing that leads to the sender is written: no moment, no address, no audit row. ``source`` is the mark
    of the day by which a flood is seen (feedback.actions.floods), "" where a person of the province keys it
    in and ``received_on`` is the day on the paper. Raises NobodyToRead, SentWithOtherWords, PhotosNotNow,
    core.pictures.ImageRefused.
    """
    day = received_on or local_day(at)
    vault = vault_for(report.agency_id, day)
    if vault is None:
        raise NobodyToRead
    if photos and source and comes_in_flood(source=source, at=at, is_kiosk=channel == CaseChannel.KIOSK):
        raise PhotosNotNow
    # Decoding takes up to a second a picture: before the transaction.
    pictures = [redraw(photo) for photo in photos[:MOST_PHOTOS]]
    receipt = receipt_of(form_id, _content(report, pictures))
    if _came_before(form_id, receipt):
        return receipt
    case = FeedbackCase(
        form_digest=form_digest(form_id),
        receipt_digest=receipt_digest(receipt),
        vault=vault,
        agency_id=report.agency_id,
        counter_id=report.counter_id,
        channel=channel,
        received_on=day,
    )
    try:
        with transaction.atomic():
            if one_at_a_time(f"case:{case.form_digest}") and _came_before(form_id, receipt):
                return receipt
            _keep(case, report, pictures, source, at)
    except IntegrityError:
        if not _came_before(form_id, receipt):
            raise
    return receipt


def _keep(case: FeedbackCase, report: Report, pictures: list[Picture], source: str, at: datetime) -> None:
    if source and note_case(source=source, at=at, is_kiosk=case.channel == CaseChannel.KIOSK):
        if pictures:
            raise PhotosNotNow
        case.is_suspect = True
    case.save(force_insert=True)
    envelopes = [(SealedKind.TEXT, words_inside(report.text))]
    if report.contact:
        envelopes.append((SealedKind.CONTACT, contact_inside(report.contact)))
    envelopes += [(SealedKind.PHOTO, picture.full) for picture in pictures]
    Sealed.objects.bulk_create(
        sealed_row(case, case.vault, kind, data, case.received_on) for kind, data in envelopes
    )


def sealed_row(case: FeedbackCase, vault: Vault, kind: SealedKind, data: bytes, day: date) -> Sealed:
    """An envelope of a case, not yet saved."""
    return Sealed(case=case, vault=vault, kind=kind, envelope=seal(data, bytes(vault.public_key)), day=day)


def _came_before(form_id: UUID, receipt: str) -> bool:
    """Whether this form was kept before with these words; raises SentWithOtherWords."""
    kept = FeedbackCase.objects.filter(form_digest=form_digest(form_id))
    digest = kept.values_list("receipt_digest", flat=True).first()
    if digest is not None and digest != receipt_digest(receipt):
        raise SentWithOtherWords
    return digest is not None


def _content(report: Report, pictures: list[Picture]) -> list[bytes]:
    """What makes two sendings of one form the same."""
    contact = report.contact
    words = (str(report.agency_id), str(report.counter_id), report.text)
    reach = (contact.name, contact.phone, contact.email)
    photos = [hashlib.sha256(picture.original_sha256.encode()).digest() for picture in pictures]
    return [*(part.encode() for part in (*words, *reach)), *photos]
