"""Reading the content of a record of any schema into typed values; whatever is wrong becomes a reason.

Schema 1 knew neither "không áp dụng" nor single cases, and sent the roster beside the head-count. It is
upgraded here and nowhere else.
"""

import json
from collections.abc import Callable
from typing import Any

from core.pictures import MAX_BYTES, MAX_PIXELS
from evaluations.enums import RecordKind, Severity
from evaluations.rules.capture.contents import Content, Count, Finish, Photo, Seen, Signature, Start, iso
from evaluations.rules.capture.details import CALL, LUON, XIN
from evaluations.rules.capture.envelope import Envelope
from evaluations.rules.capture.reading import Reader, Unreadable
from evaluations.rules.observing import MOST, Attendance, Finding

MOST_NOTE = 4_000
MOST_DETAILS = 500
MOST_STROKES = 400
MOST_POINTS = 40_000
MOST_SIDE = 10_000
SIDES = ("team", "agency")
WHAT = "Nội dung bản ghi"


def upgraded(envelope: Envelope) -> dict[str, Any]:
    """The content in schema 2; raises Unreadable."""
    content = dict(Reader(envelope.content, WHAT).values)
    if envelope.schema >= 2:
        return content
    if envelope.kind == RecordKind.OBSERVATION:
        return {"not_applicable": False, "details": None} | content
    if envelope.kind == RecordKind.HEADCOUNT:
        roster = Reader(content, WHAT).whole("roster", 0, 8 * MOST)
        if roster != _count(Reader(content, WHAT)).attendance.roster:
            raise Unreadable("Tổng số theo danh sách không bằng số có mặt cộng các lý do vắng.")
        del content["roster"]
    return content


def read_content(envelope: Envelope) -> Content:
    """What the record says; raises Unreadable with the reason."""
    if envelope.trouble:
        raise Unreadable(envelope.trouble)
    read = _READERS.get(envelope.kind)
    if read is None:
        raise Unreadable("Máy chủ chưa hiểu loại bản ghi này.")
    _check_subject(envelope)
    return read(Reader(upgraded(envelope), WHAT))


def read_kept(kind: str, content: Any) -> Content:
    """A content that was kept; raises Unreadable for one that could not be read at receipt either."""
    if not content:
        raise Unreadable("Bản ghi không đọc được.")
    return _READERS[kind](Reader(content, WHAT))


def value_of(content: Content) -> str:
    """By what two records about one thing are the same: two who start on one day do not disagree."""
    if isinstance(content, Start):
        return content.visited_on.isoformat()
    if isinstance(content, Seen):
        return json.dumps([*content.finding, content.details], ensure_ascii=False, sort_keys=True)
    return repr(content)


def _check_subject(envelope: Envelope) -> None:
    """A record speaks of what its kind speaks of, so that one cannot pass for another."""
    kind, subject = envelope.kind, envelope.subject
    if kind == RecordKind.OBSERVATION:
        fits = ":" not in subject and subject not in RecordKind.values
    elif kind == RecordKind.PHOTO:
        fits = subject == f"photo:{envelope.id}"
    elif kind == RecordKind.SIGNATURE:
        side = envelope.content.get("side") if isinstance(envelope.content, dict) else ""
        fits = side in SIDES and subject == f"signature:{side}"
    else:
        fits = subject == kind
    if not fits:
        raise Unreadable("Bản ghi không khớp với nội dung mà nó nói đến.")


def _start(reader: Reader) -> Start:
    return Start(reader.day("visited_on"), reader.moment("started_at"))


def _count(reader: Reader) -> Count:
    attendance = Attendance(*(reader.whole(name, 0, MOST) for name in Attendance._fields))
    if not attendance.roster:
        raise Unreadable("Điểm danh phải có ít nhất một người.")
    return Count(reader.moment("counted_at"), attendance)


def _seen(reader: Reader) -> Seen:
    skipped = reader.flag("not_applicable")
    finding = Finding(
        n=0 if skipped else reader.whole("n", 0, 10 * MOST),
        k=0 if skipped else reader.whole("k", 0, 10 * MOST),
        not_applicable=skipped,
        severity=Severity.NONE.value if skipped else reader.one_of("severity", Severity.values),
        note=reader.text("note", MOST_NOTE),
    )
    return Seen(finding, None if skipped else _details(reader))


def _details(reader: Reader) -> tuple[dict[str, Any], ...] | None:
    given = reader.values.get("details")
    if given is None:
        return None
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_DETAILS:
        raise reader.wrong("details")
    return tuple(_detail(Reader(one, "Lượt quan sát")) for one in given)


def _detail(reader: Reader) -> dict[str, Any]:
    kind = reader.one_of("kind", ("courtesy", "call"))
    items = Reader(reader.values.get("items"), "Lượt quan sát")
    at = iso(reader.moment("at"))
    if kind == "courtesy":
        answers = {name: _occasion(items, name) for name in (*XIN, *LUON)}
        return {"kind": kind, "at": at, "items": answers}
    return {
        "kind": kind,
        "at": at,
        "number": reader.text("number", 40),
        "items": {name: items.flag(name) for name in CALL},
        "note": reader.text("note", 500),
    }


def _occasion(items: Reader, name: str) -> bool | None:
    """Whether it was met; None where there was no occasion."""
    return None if items.values.get(name) is None else items.flag(name)


def _photo(reader: Reader) -> Photo:
    if reader.values.get("type") != "image/jpeg":
        raise Unreadable("Ảnh không phải JPEG.")
    photo = Photo(
        sha256=reader.digest("sha256"),
        size=reader.whole("size", 1, MAX_BYTES),
        width=reader.whole("width", 1, MOST_SIDE),
        height=reader.whole("height", 1, MOST_SIDE),
        criterion=reader.text("criterion", 20),
        caption=reader.text("caption", 200),
        blurred=reader.whole("blurred", 0, 999),
    )
    if photo.width * photo.height > MAX_PIXELS:
        raise Unreadable("Ảnh quá lớn (trên 40 triệu điểm ảnh).")
    return photo


def _signature(reader: Reader) -> Signature:
    way = reader.one_of("way", ("drawn", "refused"))
    is_drawn = way == "drawn"
    return Signature(
        side=reader.one_of("side", SIDES),
        name=reader.text("name", 120, needed=True),
        post=reader.text("post", 120),
        way=way,
        width=reader.whole("width", 1, MOST_SIDE) if is_drawn else 0,
        height=reader.whole("height", 1, MOST_SIDE) if is_drawn else 0,
        strokes=_strokes(reader) if is_drawn else (),
        reason=reader.text("reason", 500, needed=not is_drawn),
        witness_name=reader.text("witness_name", 120, needed=not is_drawn),
        witness_post=reader.text("witness_post", 120),
        signed_sha256=reader.digest("signed_sha256"),
    )


def _strokes(reader: Reader) -> tuple[tuple[tuple[int, int, int], ...], ...]:
    try:
        strokes = tuple(
            tuple((round(x), round(y), round(at)) for x, y, at in stroke)
            for stroke in reader.values.get("strokes") or ()
        )
    except (TypeError, ValueError, OverflowError) as error:
        raise reader.wrong("strokes") from error
    points = sum(map(len, strokes))
    if not 1 <= len(strokes) <= MOST_STROKES or not 2 <= points <= MOST_POINTS:
        raise reader.wrong("strokes")
    return strokes


def _finish(reader: Reader) -> Finish:
    if not reader.flag("read_back"):
        raise Unreadable("Biên bản chưa được đọc lại cho hai bên cùng nghe.")
    return Finish(
        ended_at=reader.moment("ended_at"),
        place=reader.text("place", 300),
        remarks=reader.text("remarks", MOST_NOTE),
        read_back=True,
        copies=reader.whole("copies", 1, 20),
        agency_name=reader.text("agency_name", 120),
        agency_post=reader.text("agency_post", 120),
    )


_READERS: dict[str, Callable[[Reader], Content]] = {
    RecordKind.START.value: _start,
    RecordKind.HEADCOUNT.value: _count,
    RecordKind.OBSERVATION.value: _seen,
    RecordKind.PHOTO.value: _photo,
    RecordKind.SIGNATURE.value: _signature,
    RecordKind.FINISH.value: _finish,
}
