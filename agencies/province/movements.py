"""Dated posts: who joined late, left, moved, was lent to the service centre or holds a second post."""

from datetime import date, timedelta
from random import Random

from .days import months_before
from .facts import MERGED_ON
from .layout import Layout
from .people import Seat
from .records import AgencyRecord, PostingRecord

JOINED, LEFT, MOVED = 0.02, 0.012, 0.018
SECONDED_FROM_DEPARTMENTS = 0.03
CENTRE_KEY = "trung-tam-phuc-vu-hanh-chinh-cong"


class Movements:
    """Turns seats into dated postings with one random stream of its own."""

    def __init__(self, layouts: tuple[Layout, ...], today: date, staff: int, rng: Random) -> None:
        self._rng = rng
        self._months = [month for month in months_before(today, 12) if month > MERGED_ON] or [MERGED_ON]
        self._targets: dict[str, list[tuple[AgencyRecord, bool, bool]]] = {}
        self._desk = (
            next(layout for layout in layouts if layout.agency.key == CENTRE_KEY).divisions[-1].agency
        )
        for layout in layouts:
            for division in layout.divisions:
                target = (division.agency, division.led_by_deputy, division.wears_uniform)
                self._targets.setdefault(layout.profile.name, []).append(target)

    def postings(self, seat: Seat) -> tuple[PostingRecord, ...]:
        """The posts of the person in that seat, regular ones first and in order of time."""
        roll = self._rng.random()
        if seat.position != "staff":
            return (_regular(seat, MERGED_ON, None), *self._second_posts(seat))
        if roll < JOINED:
            return (_regular(seat, self._some_month(), None),)
        if roll < JOINED + LEFT:
            return (_regular(seat, MERGED_ON, self._some_month()),)
        if roll < JOINED + LEFT + MOVED and seat.profile in self._targets:
            return self._moved(seat)
        post = _regular(seat, MERGED_ON, None)
        if seat.profile == "department" and self._rng.random() < SECONDED_FROM_DEPARTMENTS:
            return (post, self._secondment(seat))
        return (post,)

    def _some_month(self) -> date:
        return self._rng.choice(self._months)

    def _moved(self, seat: Seat) -> tuple[PostingRecord, ...]:
        unit, at_counter, uniform = self._rng.choice(self._targets[seat.profile])
        day = self._some_month()
        if unit.key == seat.unit.key or day <= MERGED_ON:
            return (_regular(seat, MERGED_ON, None),)
        # A decision reaches the register some days after it takes effect, or a little before.
        entered = day + timedelta(days=self._rng.randint(-10, 25))
        later = PostingRecord(
            unit.key, "regular", "staff", seat.title, at_counter, uniform, day, None, entered
        )
        return (_regular(seat, MERGED_ON, day), later)

    def _secondment(self, seat: Seat) -> PostingRecord:
        """Twelve to twenty-four months at the provincial service centre (NĐ 118/2025: 12 to 36)."""
        starts = MERGED_ON + timedelta(days=self._rng.randint(0, 90))
        ends = starts + timedelta(days=self._rng.choice((365, 545, 730)))
        title = "Chuyên viên tiếp nhận hồ sơ"
        return PostingRecord(self._desk.key, "secondment", "staff", title, True, False, starts, ends, starts)

    def _second_posts(self, seat: Seat) -> list[PostingRecord]:
        return [
            PostingRecord(
                division.agency.key,
                "concurrent",
                "unit_head",
                f"{division.head_title} (kiêm nhiệm)",
                False,
                division.wears_uniform,
                MERGED_ON,
                None,
                MERGED_ON,
            )
            for division in seat.also_leads
        ]


def _regular(seat: Seat, starts_on: date, ends_on: date | None) -> PostingRecord:
    return PostingRecord(
        seat.unit.key,
        "regular",
        seat.position,
        seat.title,
        seat.is_counter,
        seat.wears_uniform,
        starts_on,
        ends_on,
        starts_on,
    )
