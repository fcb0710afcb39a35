"""What the pages of calibration share: the month in the address, its picker, numbers as cells."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core import clock
from core.access import may
from core.cells import Cell
from core.numbers import NO_DATA, format_points, format_signed
from evaluations.gather.calibration.months import chosen, months
from evaluations.models import Period

MONTH = "ky"
TITLE = "Đối chiếu"
NONE_YET = "Chưa có tháng nào được mở."


@dataclass(frozen=True, slots=True)
class Visit:
    """A reader, the month they look at, and all months there are, newest first."""

    user: Any
    month: Period
    every: list[Period]

    @property
    def query(self) -> str:
        """The month as it stands in addresses."""
        return f"{MONTH}={self.month.starts_on.isoformat()}"

    def link(self, name: str, *args: object) -> str:
        """The address of a page in this month."""
        return f"{reverse(name, args=args)}?{self.query}"

    @property
    def picker(self) -> list[tuple[str, str, bool]]:
        """(value, label, is chosen) of each month."""
        return [(one.starts_on.isoformat(), one.label, one == self.month) for one in self.every]

    def trail(self, here: str) -> list[tuple[str, str]]:
        """The way back to the province's page, for those who may go there."""
        top = [(TITLE, self.link("calibration"))] if may(self.user, "calibration.read") else []
        return [*top, (here, "")]


def visit(request: HttpRequest) -> Visit | None:
    """Who asks, and for which month; None while no month was opened."""
    every = months()
    month = chosen(every, request.GET.get(MONTH, ""))
    return None if month is None else Visit(request.user, month, every)


def is_past(day: Any) -> bool:
    """Whether a day is over, after which figures that were private first are shown to others."""
    return clock.today() > day


def signed(value: Decimal | float | None, places: int = 1) -> Cell:
    """A difference in points with its sign; no data is a dash and no value."""
    number = None if value is None else Decimal(str(value))
    return {"text": format_signed(number, places), "num": True, "value": number}


def points(value: Decimal | None, hint: str = "") -> str:
    """Points with one decimal, or a dash."""
    return f"{format_points(value, 1)}{hint}" if value is not None else NO_DATA


def between(ends: tuple[float, float] | None, places: int = 1) -> str:
    """The 95 % interval, "−1,0 đến +5,4"; a dash where there is none."""
    if ends is None:
        return NO_DATA
    low, high = (format_signed(Decimal(str(end)), places) for end in ends)
    return f"{low} đến {high}"
