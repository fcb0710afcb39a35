"""What a custodian decides about a case that was read: whom it concerns, what goes out, what does not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.models import AgencyVersion, User
from core import clock, sealing
from core.access import require
from core.attachments import discard_files, keep_picture
from core.pictures import Picture, redraw
from core.text import nfc
from feedback.actions.cases.assign import refuse_foreign_unit
from feedback.actions.cases.moving import locked, move
from feedback.actions.cases.refusals import CaseRefused, NotNow
from feedback.actions.triage.reading import Keys
from feedback.actions.triage.trace import note_triage
from feedback.actions.vaults.openings import open_sealed
from feedback.enums import CaseKind, CaseState, RefusalReason, SealedKind
from feedback.gather.vaults import vault_for
from feedback.models import CasePhoto, FeedbackCase, Sealed, Vault

MOST_RELEASED = 8_000
"""Longest released text, in signs."""
RESEALED = "Chuyển sang két kia"


@dataclass(frozen=True, slots=True)
class ForTheAgency:
    """What the agency will read: the redacted text, the photos let through, the kind, perhaps a unit."""

    text: str
    kind: str
    unit: int | None = None
    photos: Collection[UUID] = ()


def name_agency(
    *, case: FeedbackCase, agency: int, seen_version: int, keys: Keys, actor: User, at: datetime
) -> bool:
    """Say which rated agency the case is about; whether it left for the other vault by that.

    Where the agency is the vault's own body, or one under it, every envelope is closed anew for the other
    vault and this desk sees the case no more (G4). Raises AccessRefused, CaseRefused, StaleCase, VaultLocked,
    core.transitions.TransitionRefused.
    """
    require(actor, "case.triage", case)
    today = clock.local_day(at)
    if not AgencyVersion.objects.as_of(today).rated().filter(agency=agency).exists():
        raise CaseRefused({"agency": "Hãy chọn một cơ quan đang hoạt động."})
    vault = vault_for(agency, today)
    if vault is None:
        raise NotNow("Chưa có két nào được giữ phản ánh về cơ quan này. Hãy lập két thứ hai trước.")
    with transaction.atomic():
        current = locked(case, seen_version)
        if current.state != CaseState.RECEIVED:
            raise NotNow("Phản ánh đã duyệt. Hãy chọn “Đọc lại” rồi đổi cơ quan.")
        if agency != current.agency_id:
            current.agency_id, current.unit_id, current.counter_id = agency, None, None
        if vault.pk == current.vault_id:
            current.version += 1
            current.save(update_fields=["agency", "unit", "counter", "version"])
            note_triage("case.agency_named", current, actor=actor, at=at)
            return False
        _reseal(current, vault, keys, actor, at)
        current.vault = vault
        move(current, "reseal", changed=["agency", "unit", "counter", "vault"], actor=actor, at=at)
        note_triage("case.resealed", current, actor=actor, at=at, vault=vault.code)
    return True


def _reseal(case: FeedbackCase, vault: Vault, keys: Keys, actor: User, at: datetime) -> None:
    for sealed in case.sealed.select_related("case").order_by("pk"):
        data = open_sealed(sealed=sealed, keys=keys, actor=actor, at=at, reason=RESEALED)
        sealed.envelope, sealed.vault = sealing.seal(data, bytes(vault.public_key)), vault
        sealed.save(update_fields=["envelope", "vault"])


def make_ready(
    *, case: FeedbackCase, facts: ForTheAgency, seen_version: int, keys: Keys, actor: User, at: datetime
) -> FeedbackCase:
    """Let the redacted text and the chosen photos wait for the next batch.

    Raises AccessRefused, CaseRefused, StaleCase, VaultLocked, core.transitions.TransitionRefused.
    """
    require(actor, "case.triage", case)
    text = _checked(case, facts, at)
    # Drawing takes up to a second each, so it comes before the lock.
    pictures = [_drawn(photo, keys, actor, at) for photo in _chosen(case, facts.photos)]
    with transaction.atomic():
        current = locked(case, seen_version)
        current.released_text, current.kind, current.unit_id = text, facts.kind, facts.unit
        current.ready_on = clock.local_day(at)
        move(
            current,
            "ready",
            changed=["released_text", "kind", "unit", "ready_on"],
            actor=actor,
            at=at,
        )
        for picture in pictures:
            CasePhoto.objects.create(case=current, attachment=keep_picture(picture, actor=None, at=at))
        note_triage("case.ready", current, actor=actor, at=at, kind=facts.kind, photos=len(pictures))
    return current


def _checked(case: FeedbackCase, facts: ForTheAgency, at: datetime) -> str:
    text = nfc(facts.text).strip()
    errors: dict[str, str] = {}
    if case.agency_id is None:
        errors["agency"] = "Hãy chọn cơ quan được phản ánh trước khi duyệt."
    if not text:
        errors["text"] = "Bản chuyển cơ quan còn trống. Hãy ghi điều cơ quan cần biết."
    elif len(text) > MOST_RELEASED:
        errors["text"] = f"Bản chuyển cơ quan dài quá {MOST_RELEASED} ký tự."
    if facts.kind not in CaseKind.values:
        errors["kind"] = "Hãy chọn loại việc."
    if errors:
        raise CaseRefused(errors)
    if facts.unit is not None:
        refuse_foreign_unit(case.agency_id, facts.unit, at)
    return text


def _chosen(case: FeedbackCase, photos: Collection[UUID]) -> list[Sealed]:
    wanted = case.sealed.filter(kind=SealedKind.PHOTO, pk__in=list(photos))
    return list(wanted.select_related("case").order_by("pk"))


def _drawn(photo: Sealed, keys: Keys, actor: User, at: datetime) -> Picture:
    return redraw(BytesIO(open_sealed(sealed=photo, keys=keys, actor=actor, at=at)))


def take_back(*, case: FeedbackCase, seen_version: int, actor: User, at: datetime) -> FeedbackCase:
    """Read again what waits for the batch: the redacted text and the photos let through are thrown away.

    Raises AccessRefused, StaleCase, core.transitions.TransitionRefused once the batch has gone.
    """
    require(actor, "case.triage", case)
    with transaction.atomic():
        current = locked(case, seen_version)
        current.released_text, current.ready_on = "", None
        move(current, "unready", changed=["released_text", "ready_on"], actor=actor, at=at)
        throw_away_photos(current)
        note_triage("case.unready", current, actor=actor, at=at)
    return current


def throw_away_photos(case: FeedbackCase) -> int:
    """Delete the photos of a case that were let through, the files once the transaction is over; how many."""
    photos = list(case.photos.select_related("attachment").order_by("pk"))
    case.photos.all().delete()
    for photo in photos:
        attachment: Any = photo.attachment
        transaction.on_commit(lambda gone=attachment: discard_files(gone))  # type: ignore[misc]
        attachment.delete()
    return len(photos)


def refuse_case(
    *, case: FeedbackCase, reason: str, seen_version: int, actor: User, at: datetime
) -> FeedbackCase:
    """Do not take a case up; the sender reads why (feedback.refusal_words).

    Raises AccessRefused, CaseRefused, StaleCase, core.transitions.TransitionRefused.
    """
    require(actor, "case.refuse", case)
    _known(reason)
    with transaction.atomic():
        current = locked(case, seen_version)
        current.refusal, current.released_text, current.ready_on = reason, "", None
        move(current, "refuse", changed=["refusal", "released_text", "ready_on"], actor=actor, at=at)
        throw_away_photos(current)
        note_triage("case.refused", current, actor=actor, at=at, reason=reason)
    return current


def _known(reason: str) -> None:
    if reason not in RefusalReason.values:
        raise CaseRefused({"reason": "Hãy chọn lý do không tiếp nhận."})


def trust_case(*, case: FeedbackCase, actor: User, at: datetime) -> FeedbackCase:
    """Take a case out of the tray of suspects: it was read and is meant. Twice changes nothing.

    Raises AccessRefused.
    """
    require(actor, "case.triage", case)
    with transaction.atomic():
        current = FeedbackCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if not current.is_suspect:
            return current
        current.is_suspect = False
        current.version += 1
        current.save(update_fields=["is_suspect", "version"])
        note_triage("case.trusted", current, actor=actor, at=at)
    return current
