"""Visits from a one-stop system: ``POST /api/mot-cua/luot-den/``.

``{"lo": "<UUID>", "luot": [{"ma_luot": "…", "ngay": "2026-11-20", "quay": "…", "nguoi": "…"}]}``; "quay" (the
counter's name) and "nguoi" (telephone or number of the person) may be left out.
"""

from typing import Any

from django.http import HttpRequest

from core import clock
from core.forms import BadFormId, parse_uuid
from feedback.actions.visits import Recorded, record_visits
from feedback.actions.visits.record import LISTED_BEFORE, VisitsRefused
from feedback.api.answers import NotUnderstood, TooMuch, answers_in_json, sent_object
from feedback.gather.visits import desk_of
from feedback.models import OneStopClient
from feedback.rules.visits.codes import grouped
from feedback.rules.visits.days import last_day
from feedback.rules.visits.lists import FIELDS, MAX_ROWS, VisitLine, read_rows

ROWS_WRONG = "Có dòng chưa đúng nên chưa lượt nào được nhận. Hãy sửa các chỗ nêu trong “errors” rồi gửi lại."
TOLD_ONCE = "Lô này đã nhận trước đó; mã dùng một lần chỉ trả về một lần."
LONGEST = 200
KEPT = "Đã nhận. Mã dùng một lần chỉ trả về lần này."


@answers_in_json
def visits(request: HttpRequest, client: OneStopClient) -> dict[str, Any]:
    """Keep a list of visits and answer the codes of those invited; the same list again answers no codes."""
    sent = sent_object(request)
    try:
        batch_id = parse_uuid(str(sent.get("lo", "")))
    except BadFormId as error:
        raise NotUnderstood("Thiếu “lo”: một UUID do hệ thống của bạn tạo cho mỗi lô.") from error
    reading = read_rows(_rows(sent.get("luot")), desk_of(client.agency, clock.today()))
    if reading.problems:
        raise NotUnderstood(ROWS_WRONG, reading.problems)
    try:
        done = record_visits(
            batch_id=batch_id, agency=client.agency, lines=reading.lines, client=client, at=clock.now()
        )
    except VisitsRefused as refusal:
        errors = [(f"luot[{row}].ma_luot", LISTED_BEFORE) for row in refusal.lines]
        raise NotUnderstood(refusal.message, errors) from refusal
    return _told(done, reading.lines)


def _told(done: Recorded, lines: tuple[VisitLine, ...]) -> dict[str, Any]:
    return {
        "message": KEPT if done.is_new else TOLD_ONCE,
        "lo": str(done.batch.pk),
        "so_luot": done.batch.listed,
        "duoc_moi": done.batch.invited,
        "ty_le": done.batch.share,
        "hat_giong": done.batch.seed,
        "ma": [
            {
                "ma_luot": line.reference,
                "ma": grouped(done.codes[line.row]),
                "den_het_ngay": last_day(line.day).isoformat(),
            }
            for line in lines
            if line.row in done.codes
        ],
    }


def _rows(given: Any) -> list[list[str]]:
    """The rows as text; raises NotUnderstood and TooMuch."""
    if not isinstance(given, list) or not given:
        raise NotUnderstood("Thiếu “luot”: danh sách ít nhất một lượt.")
    if len(given) > MAX_ROWS:
        raise TooMuch(f"Mỗi lần gửi tối đa {MAX_ROWS} lượt. Hãy chia thành nhiều lô.")
    words = f"Mỗi lượt là một đối tượng với các tên: {', '.join(FIELDS)}; giá trị là chữ."
    wrong = [(f"luot[{at}]", words) for at, row in enumerate(given) if not _is_row(row)]
    if wrong:
        raise NotUnderstood(ROWS_WRONG, wrong)
    return [[row.get(name, "") for name in FIELDS] for row in given]


def _is_row(row: Any) -> bool:
    """Whether ``row`` is an object of known names and short texts."""
    if not isinstance(row, dict) or set(row) - set(FIELDS):
        return False
    return all(isinstance(text, str) and len(text) <= LONGEST and "\x00" not in text for text in row.values())
