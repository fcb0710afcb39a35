"""What still stands between a period and its closing: what blocks it, what one should know (S15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.dates import format_day
from core.numbers import format_integer
from evaluations.enums import PeriodState
from evaluations.rules.closing.ladder import is_over


class Hindrance(NamedTuple):
    """One thing in the way: a sentence that says what to do, and the page where it is done.

    ``blocking``: the period cannot be closed while it lasts; else it is a warning. ``url_name`` is a name of
    an address, with the period's id where it takes one; "" where nothing is to be done but wait.
    """

    code: str
    sentence: str
    blocking: bool
    url_name: str


@dataclass(frozen=True, slots=True)
class ReadinessFacts:
    """What is known of a period on ``today``; counts of what is unfinished.

    ``stale``: changes not yet in the figures. ``untold``: the newest figures are older than the night after
    the month, in which the last ratings of citizens were told. ``unsigned``: agencies whose present figure
    Sở Nội vụ has not signed; ``silent``: those that have not signed themselves.
    """

    state: str
    last_day: date
    today: date
    closes_on: date | None
    rated: int
    stale: int = 0
    untold: bool = False
    open_objections: int = 0
    unsigned: int = 0
    unsettled_records: int = 0
    unanswered_explanations: int = 0
    silent: int = 0
    missing_forms: int = 0
    unreviewed_forms: int = 0
    open_appeals: int = 0
    provisional: int = 0


def hindrances(facts: ReadinessFacts) -> list[Hindrance]:
    """Everything in the way, what blocks first; a period that is not open has this one reason alone."""
    if facts.state == PeriodState.CLOSED:
        return [Hindrance("closed", "Kỳ đã chốt; sai sót chỉ sửa bằng điều chỉnh.", True, "correction_list")]
    if facts.state != PeriodState.OPEN:
        return [Hindrance("not_open", "Kỳ chưa mở nên chưa có gì để chốt.", True, "period_list")]
    return [*_of_the_calendar(facts), *_of_the_figures(facts), *_warnings(facts)]


def is_ready(found: list[Hindrance]) -> bool:
    """Whether nothing blocks."""
    return not any(one.blocking for one in found)


def _of_the_calendar(facts: ReadinessFacts) -> Iterator[Hindrance]:
    if facts.today <= facts.last_day:
        day = format_day(facts.last_day)
        yield Hindrance("running", f"Kỳ còn chạy đến hết ngày {day}; chờ kỳ kết thúc.", True, "")
    elif facts.closes_on is None:
        text = "Các cơ quan chưa được xem kết quả dự kiến. Hãy mở cho xem và chờ hết thời hạn nêu ý kiến."
        yield Hindrance("no_preview", text, True, "period_preview")
    elif not is_over(facts.closes_on, facts.today):
        day = format_day(facts.closes_on)
        text = f"Cơ quan còn được nêu ý kiến đến hết ngày {day}; chốt được từ ngày hôm sau."
        yield Hindrance("window", text, True, "")


def _of_the_figures(facts: ReadinessFacts) -> Iterator[Hindrance]:
    number = format_integer
    if not facts.rated:
        yield Hindrance("no_results", "Kỳ chưa có kết quả nào; chờ cổng tính điểm.", True, "")
    if facts.stale:
        text = f"Còn {number(facts.stale)} thay đổi chưa tính vào điểm; cổng đang tính, hãy chờ ít phút."
        yield Hindrance("stale", text, True, "job_list")
    if facts.untold:
        text = "Đánh giá cuối kỳ của người dân chưa vào điểm; chờ lần tính điểm đêm sau ngày cuối kỳ."
        yield Hindrance("untold", text, True, "job_list")
    if facts.open_objections:
        text = (
            f"Còn {number(facts.open_objections)} ý kiến của cơ quan chưa trả lời. Hãy trả lời từng ý kiến."
        )
        yield Hindrance("objections", text, True, "objection_list")
    if facts.unsettled_records:
        text = (
            f"Còn {number(facts.unsettled_records)} bản ghi gửi từ điện thoại chưa xử lý xong trong các cuộc "
            "kiểm tra của kỳ. Trưởng đoàn phải chọn bản ghi đúng."
        )
        yield Hindrance("captures", text, True, "inspection_list")
    if facts.closes_on is not None and facts.unsigned:
        text = f"Sở Nội vụ chưa ký kết quả hiện tại của {number(facts.unsigned)} cơ quan."
        yield Hindrance("unsigned", text, True, "sign_list")


def _warnings(facts: ReadinessFacts) -> Iterator[Hindrance]:
    """What one should know; none of it holds the closing up."""
    sentences = (
        (
            "explanations",
            facts.unanswered_explanations,
            "giải trình chưa được đoàn kiểm tra trả lời; kết luận có sau khi chốt sẽ tính vào kỳ sau.",
            "inspection_list",
        ),
        ("silent", facts.silent, "cơ quan không ký kết quả; được tính là không có ý kiến.", "sign_list"),
        ("missing", facts.missing_forms, "phiếu tự đánh giá phải nộp mà chưa nộp.", "owing_board"),
        (
            "unreviewed",
            facts.unreviewed_forms,
            "phiếu đã nộp mà thủ trưởng chưa quyết định; điểm của thủ trưởng chưa có trong các phiếu này.",
            "owing_board",
        ),
        (
            "appeals",
            facts.open_appeals,
            "kiến nghị của người được đánh giá chưa giải quyết; giải quyết sau khi chốt thì phải điều chỉnh.",
            "",
        ),
        (
            "provisional",
            facts.provisional,
            "cơ quan có độ phủ dưới mức tối thiểu: chỉ có điểm tạm tính và không xếp hạng.",
            "sign_list",
        ),
    )
    for code, count, text, url_name in sentences:
        if count:
            yield Hindrance(code, f"Có {format_integer(count)} {text}", False, url_name)
