"""Overdue dossiers from a one-stop system: ``POST /api/mot-cua/ho-so-tre-hen/``.

``{"lo": "<UUID>", "ho_so": [{"ma_ho_so": "…", "thu_tuc": "…", "nguoi_nop": "…", "thu_dien_tu": "",
"ngay_nhan": "2026-11-05", "ngay_hen_tra": "2026-11-24", "ngay_tra": ""}]}``; the address and the day of
handing out may be left out. An empty list says that nothing is overdue.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from core import clock
from core.forms import BadFormId, parse_uuid
from core.sheet_cells import Problem
from feedback.actions.dossiers.importing import Imported, ListRefused, import_dossiers
from feedback.api.answers import NotUnderstood, TooMuch, answers_in_json, sent_object
from feedback.models import OneStopClient
from feedback.rules.dossiers import COLUMNS, MAX_ROWS, read_records

LIST = "ho_so"
NAMES = {
    "ma_ho_so": "code",
    "thu_tuc": "procedure",
    "nguoi_nop": "applicant",
    "thu_dien_tu": "email",
    "ngay_nhan": "received_on",
    "ngay_hen_tra": "due_on",
    "ngay_tra": "finished_on",
}
"""The names that the other side writes, in the order of the columns of a file."""

LONGEST = 1_000
NO_BATCH = "Thiếu “lo”: một UUID do hệ thống của bạn tạo cho mỗi lô. Gửi lại cùng lô thì không ghi hai lần."
NO_LIST = "Thiếu “ho_so”: danh sách hồ sơ. Danh sách rỗng nghĩa là không có hồ sơ trễ hẹn."
NOT_RECORD = f"Mỗi hồ sơ là một đối tượng với các tên: {', '.join(NAMES)}; giá trị là chữ."
WRONG = "Có dòng chưa đúng nên chưa hồ sơ nào được nhận. Hãy sửa các chỗ nêu trong “errors” rồi gửi lại."
KEPT, KEPT_BEFORE = "Đã nhận.", "Lô này đã nhận trước đó nên không ghi lần nữa."


@answers_in_json
def overdue_dossiers(request: HttpRequest, client: OneStopClient) -> dict[str, Any]:
    """Keep a list: all of it or none. Repeating a batch is harmless; other lines under its id are a 409."""
    sent = sent_object(request)
    try:
        batch = parse_uuid(str(sent.get("lo") or ""))
    except BadFormId as error:
        raise NotUnderstood(NO_BATCH, [("lo", NO_BATCH)]) from error
    reading = read_records(_records(sent.get(LIST)), clock.today())
    if reading.problems:
        raise NotUnderstood(WRONG, _errors(reading.problems))
    try:
        done = import_dossiers(
            batch_id=batch,
            agency=client.agency,
            lines=reading.lines,
            actor=None,
            client=client,
            at=clock.now(),
        )
    except ListRefused as refusal:
        raise NotUnderstood(WRONG, _errors(refusal.problems)) from refusal
    return _told(str(batch), done)


def _told(batch: str, done: Imported) -> dict[str, Any]:
    return {
        "message": KEPT_BEFORE if done.is_repeat else KEPT,
        "lo": batch,
        "moi": done.new,
        "cap_nhat": done.changed,
        "nhu_cu": done.same,
    }


def _records(given: Any) -> list[dict[str, str]]:
    """The records by the portal's own names; raises NotUnderstood and TooMuch."""
    if not isinstance(given, list):
        raise NotUnderstood(NO_LIST, [(LIST, NO_LIST)])
    if len(given) > MAX_ROWS:
        raise TooMuch(f"Mỗi lần gửi tối đa {MAX_ROWS} hồ sơ. Hãy chia thành nhiều lô.")
    wrong = [(f"{LIST}[{place}]", NOT_RECORD) for place, row in enumerate(given) if not _is_record(row)]
    if wrong:
        raise NotUnderstood(WRONG, wrong)
    return [{NAMES[name]: text for name, text in row.items()} for row in given]


def _is_record(row: Any) -> bool:
    """Whether ``row`` is an object of known names and short texts."""
    if not isinstance(row, dict) or row.keys() - NAMES.keys():
        return False
    return all(isinstance(text, str) and len(text) <= LONGEST and "\x00" not in text for text in row.values())


def _errors(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """ "ho_so[2].ngay_hen_tra" for the cell "F3": records are counted from 0, as in JSON."""
    names = dict(zip((chr(ord("A") + place) for place in range(len(COLUMNS))), NAMES, strict=True))
    return [(f"{LIST}[{int(one.cell[1:]) - 1}].{names[one.cell[0]]}", one.text) for one in problems]
