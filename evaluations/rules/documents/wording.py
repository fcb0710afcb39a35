"""Days, hours and numbers as official papers write them out."""

from datetime import date, datetime, timedelta

from core.clock import VIETNAM


def long_day(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2026": days below 10 and months 1 and 2 get a zero (NĐ 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def long_hour(at: datetime) -> str:
    """ "08 giờ 15 phút", Vietnam time."""
    local = at.astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M} phút"


def long_moment(at: datetime) -> str:
    """ "08 giờ 15 phút ngày 12 tháng 11 năm 2026", Vietnam time."""
    return f"{long_hour(at)} {long_day(at.astimezone(VIETNAM).date())}"


def duration(length: timedelta) -> str:
    """ "2 giờ 05 phút", "45 phút"."""
    minutes = max(round(length.total_seconds() / 60), 0)
    hours, rest = divmod(minutes, 60)
    return f"{hours} giờ {rest:02d} phút" if hours else f"{rest} phút"


def drift(milliseconds: int) -> str:
    """How far a clock was off: "không quá 1 giây", "3 giây", "2 phút"."""
    seconds = round(abs(milliseconds) / 1000)
    if seconds <= 1:
        return "không quá 1 giây"
    return f"{seconds} giây" if seconds < 120 else f"{round(seconds / 60)} phút"


def two_digits(count: int) -> str:
    """A small number as papers write it: 02."""
    return f"{count:02d}"


def who(name: str, post: str) -> str:
    """ "Ông/bà Nguyễn Thị Hòa – Giám đốc"; the form does not know who is a man and who a woman."""
    return f"Ông/bà {name} – {post}" if post else f"Ông/bà {name}"


def ended(text: str) -> str:
    """The text with a full stop unless it ends a sentence already."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…;:" else f"{text}."
