"""What the settling page shows, ready for the template: texts, links, which buttons there are."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.access import may
from core.dates import format_moment
from evaluations.enums import InspectionState, PhotoState, RecordState
from evaluations.gather.capture.looking import Looking, looking_at
from evaluations.gather.capture.unsettled import Expected, Unsettled, unsettled
from evaluations.gather.inspections import NothingToInspectBy
from evaluations.models import CaptureDownload, CapturedPhoto, CaptureRecord, ObservationPhoto
from evaluations.rules.capture.clocks import NOTICED
from evaluations.rules.capture.reading import Unreadable
from evaluations.rules.capture.schema import read_kept
from evaluations.rules.capture.wording import subject_words, value_words

WAYS = {"sync": "", "web": "ghi trên trang web", "rescue": "nhập từ tệp cứu hộ", "handover": "bàn giao lại"}
PHOTO_KINDS = {PhotoState.RECEIVING: "warn", PhotoState.STORED: "info", PhotoState.REFUSED: "bad"}
UNREADABLE = "Không đọc được nội dung"


def page_rows(inspection: Any, user: Any) -> dict[str, Any]:
    """The sections of the page; a constant number of queries."""
    found = unsettled(inspection)
    looking = _looking(inspection)
    under_way = inspection.state == InspectionState.ON_SITE
    return {
        "applied": str(
            CaptureRecord.objects.filter(inspection=inspection, state=RecordState.APPLIED).count()
        ),
        "is_clear": found.is_clear,
        "may_choose": under_way,
        "devices": _devices(inspection, user, found.devices_expected),
        "conflicts": [_conflict(subject, rows, looking) for subject, rows in found.conflicts.items()],
        "lists": [one for one in _lists(found, looking) if one["rows"]],
        **_photos(inspection),
    }


def _looking(inspection: Any) -> Looking | None:
    try:
        return looking_at(inspection)
    except NothingToInspectBy:
        return None


def _lists(found: Unsettled, looking: Looking | None) -> list[dict[str, Any]]:
    """Records that wait, were refused or came late, each with its reason."""
    held = [row for rows in found.held.values() for row in rows]
    kinds = (
        ("cho", "Đang chờ", "warn", held),
        ("khong-hop-le", "Không hợp lệ", "bad", found.refused),
        ("den-muon", "Đến muộn", "info", found.late),
    )
    return [
        {"key": key, "title": title, "kind": kind, "rows": [_line(row, looking) for row in rows]}
        for key, title, kind, rows in kinds
    ]


def _line(row: CaptureRecord, looking: Looking | None) -> dict[str, str]:
    return {
        "subject": _title(row.subject, looking),
        "value": _value(row, looking),
        "who": _who(row),
        "reason": row.reason,
    }


def _title(subject: str, looking: Looking | None) -> str:
    words = subject_words(subject)
    criterion = looking.criteria.get(subject) if looking else None
    return f"{words} {criterion.statement}" if criterion else words


def _value(row: CaptureRecord, looking: Looking | None) -> str:
    try:
        content = read_kept(row.kind, row.content)
    except Unreadable:
        return UNREADABLE
    return value_words(content, looking.entries.get(row.subject) if looking else None)


def _who(row: CaptureRecord) -> str:
    """Who recorded it and when by their phone, and what is unusual about how it came."""
    words = [f"{row.author.display_name}, {format_moment(row.captured_at)}"]
    if abs(row.drift_ms) >= NOTICED.total_seconds() * 1000:
        words.append(f"đồng hồ máy lệch {abs(row.drift_ms) // 60_000} phút")
    words += [WAYS[row.way]] if WAYS.get(row.way) else []
    return " · ".join(words)


def _conflict(subject: str, rows: Iterable[CaptureRecord], looking: Looking | None) -> dict[str, Any]:
    values = [
        {"id": str(row.pk), "value": _value(row, looking), "who": _who(row), "stands": place == 0}
        for place, row in enumerate(rows)
    ]
    return {
        "subject": subject,
        "title": _title(subject, looking),
        "values": values,
        "seen": " ".join(value["id"] for value in values),
    }


def _devices(inspection: Any, user: Any, expected: list[Expected]) -> list[dict[str, Any]]:
    """Every phone that took the visit along, with what is still to come from it."""
    waiting = {one.device.pk: one for one in expected}
    leads = bool(may(user, "capture.take_over", inspection))
    downloads = CaptureDownload.objects.filter(inspection=inspection).select_related("device__user")
    return [
        {
            "name": one.device.user.display_name,
            "label": one.device.label,
            "revoke": _revoke_url(one, user, leads=leads),
            **_device_state(one, waiting.get(one.device_id)),
        }
        for one in downloads.order_by("device__user__display_name", "id")
    ]


def _device_state(download: CaptureDownload, expected: Expected | None) -> dict[str, str]:
    device = download.device
    if device.revoked_at is not None:
        return {"kind": "none", "state": "đã thu hồi", "when": format_moment(device.revoked_at)}
    if expected is None:
        return {"kind": "ok", "state": "đã gửi hết", "when": format_moment(device.seen_at)}
    if expected.waiting:
        words = f"còn {expected.waiting} bản ghi chưa gửi"
        return {"kind": "bad", "state": words, "when": f"từ {format_moment(expected.since)}"}
    when = f"tải lúc {format_moment(download.downloaded_at)}"
    return {"kind": "warn", "state": "đã tải, chưa thấy gửi", "when": when}


def _revoke_url(download: CaptureDownload, user: Any, *, leads: bool) -> str:
    device = download.device
    if device.revoked_at is not None or not (leads or device.user_id == user.pk):
        return ""
    return reverse("inspection_device_revoke", args=[download.inspection_id, device.pk])


def _photos(inspection: Any) -> dict[str, Any]:
    """Photographs that hang on no criterion, and those that are not there yet or cannot be shown."""
    rows = CapturedPhoto.objects.filter(inspection=inspection).select_related("record__author")
    photos = list(rows.order_by("record__captured_at", "id"))
    hung = set(
        ObservationPhoto.objects.filter(observation__inspection=inspection)
        .order_by()
        .values_list("attachment", flat=True)
    )
    loose = [photo for photo in photos if photo.attachment_id and photo.attachment_id not in hung]
    return {
        "photo_total": str(len(photos)),
        "loose_photos": [_loose(photo) for photo in loose],
        "other_photos": [_on_its_way(photo) for photo in photos if photo.attachment_id is None],
    }


def _loose(photo: CapturedPhoto) -> dict[str, str]:
    url = reverse("captured_photo", args=[photo.pk])
    caption = photo.record.content.get("caption") or "Không có chú thích"
    return {"url": url, "thumbnail": f"{url}?nho", "label": caption, "code": photo.criterion_code}


def _on_its_way(photo: CapturedPhoto) -> dict[str, str]:
    share = 100 * photo.received // photo.size
    state = str(PhotoState(photo.state).label)
    receiving = photo.state == PhotoState.RECEIVING
    return {
        "label": photo.record.content.get("caption") or "Ảnh không có chú thích",
        "who": _who(photo.record),
        "kind": PHOTO_KINDS[PhotoState(photo.state)],
        "state": f"{state}: {share}%" if receiving else state,
        "reason": photo.reason,
    }
