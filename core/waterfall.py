"""A waterfall drawn on the server: from one figure to another through the parts of the change between them.

SVG with attributes and classes only, for the strict CSP; each row has its words and its number above its
bar, so the drawing reads on a phone, and ``label`` says the whole in one sentence.
"""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

WIDTH, ROW, BAR, PAD = 360, 44, 12, 12
LEAST = 1.5
"""The narrowest bar, so that a part of one hundredth is still seen."""


class Fall(NamedTuple):
    """One row: words, the number as shown, and where its bar begins and ends (for a figure the same)."""

    words: str
    number: str
    start: Decimal
    end: Decimal

    @property
    def kind(self) -> str:
        """ "up", "down", or "level" for a part that moves nothing."""
        return "up" if self.end > self.start else "down" if self.end < self.start else "level"


def waterfall(first: Fall, parts: Sequence[Fall], last: Fall, *, label: str) -> SafeString:
    """The figure before, each part hanging where the one above left off, and the figure after."""
    place = _scale([first, *parts, last])
    height = ROW * (len(parts) + 2)
    drawn = [_figure(first, 0, place), *_parts(parts, place), _figure(last, len(parts) + 1, place)]
    lines = [_thread(one.end, at, place) for at, one in enumerate([first, *parts])]
    return mark_safe(  # noqa: S308 - numbers and escaped words
        f'<svg class="waterfall" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(label)}">{"".join(lines)}{"".join(drawn)}</svg>'
    )


class _Place(NamedTuple):
    low: float
    per_point: float

    def of(self, value: Decimal) -> float:
        return PAD + (float(value) - self.low) * self.per_point


def _scale(rows: Sequence[Fall]) -> _Place:
    values = [float(value) for row in rows for value in (row.start, row.end)]
    low, high = min(values), max(values)
    return _Place(low, (WIDTH - 2 * PAD) / ((high - low) or 1))


def _parts(parts: Sequence[Fall], place: _Place) -> list[str]:
    return [_words(one, at) + _bar(one, at, place) for at, one in enumerate(parts, start=1)]


def _top(at: int) -> int:
    return at * ROW + 24


def _words(one: Fall, at: int) -> str:
    y = at * ROW + 17
    return (
        f'<text class="waterfall-words" x="{PAD}" y="{y}">{escape(one.words)}</text>'
        f'<text class="waterfall-number is-{one.kind}" x="{WIDTH - PAD}" y="{y}" text-anchor="end">'
        f"{escape(one.number)}</text>"
    )


def _bar(one: Fall, at: int, place: _Place) -> str:
    left, right = sorted((place.of(one.start), place.of(one.end)))
    width = max(right - left, LEAST)
    return (
        f'<rect class="is-{one.kind}" x="{left:.1f}" y="{_top(at)}" '
        f'width="{width:.1f}" height="{BAR}" rx="2"/>'
    )


def _figure(one: Fall, at: int, place: _Place) -> str:
    """A figure is a mark and no bar: the axis does not begin at zero, so a length would say nothing."""
    x, y = place.of(one.end), _top(at) + BAR / 2
    return _words(one, at) + f'<circle class="is-figure" cx="{x:.1f}" cy="{y}" r="5"/>'


def _thread(value: Decimal, at: int, place: _Place) -> str:
    x = place.of(value)
    return f'<line x1="{x:.1f}" y1="{_top(at) + BAR}" x2="{x:.1f}" y2="{_top(at + 1)}"/>'
