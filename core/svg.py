"""Small drawings made on the server as SVG with attributes only, so that a strict CSP lets them be.

They never carry a fact alone: the number stands beside each, and ``label`` says it in words.
"""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe

Number = Decimal | float | int
SPARK_WIDTH, SPARK_HEIGHT, SPARK_PAD = 96, 24, 2


def sparkline(
    values: Sequence[Number | None], *, low: Number = 0, high: Number = 100, label: str
) -> SafeString:
    """A trend line of ``values`` in [``low``, ``high``]; months without data leave a gap, not a zero."""
    runs = _runs(_points(values, float(low), float(high)))
    marks = "".join(map(_run_html, runs))
    return mark_safe(  # noqa: S308 - numbers and an escaped label
        f'<svg class="sparkline" width="{SPARK_WIDTH}" height="{SPARK_HEIGHT}" '
        f'viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" role="img" aria-label="{escape(label)}">{marks}</svg>'
    )


def _points(values: Sequence[Number | None], low: float, high: float) -> list[tuple[float, float] | None]:
    step = (SPARK_WIDTH - 2 * SPARK_PAD) / max(len(values) - 1, 1)
    scale = (SPARK_HEIGHT - 2 * SPARK_PAD) / ((high - low) or 1)
    return [
        None
        if value is None
        else (SPARK_PAD + index * step, SPARK_HEIGHT - SPARK_PAD - (_within(value, low, high) - low) * scale)
        for index, value in enumerate(values)
    ]


def _within(value: Number, low: float, high: float) -> float:
    return min(max(float(value), low), high)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Neighbouring points with data, each run to be drawn as a line of its own."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _run_html(run: list[tuple[float, float]]) -> str:
    if len(run) == 1:
        x, y = run[0]
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.5"/>'
    return '<polyline points="' + " ".join(f"{x:.1f},{y:.1f}" for x, y in run) + '"/>'


def score_bar(value: Number | None, *, high: Number = 100, label: str) -> SafeString:
    """A bar filled to ``value`` of ``high``; no data is a hatched, empty bar and says so in ``label``."""
    if value is None:
        return mark_safe(  # noqa: S308 - escaped label
            f'<svg class="score-bar is-empty" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" '
            f'aria-label="{escape(label)}">'
            '<line x1="0" y1="4" x2="100" y2="4" vector-effect="non-scaling-stroke"/></svg>'
        )
    width = _within(float(value) / float(high) * 100, 0, 100)
    return mark_safe(  # noqa: S308 - a number and an escaped label
        f'<svg class="score-bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}"><rect class="track" width="100" height="8"/>'
        f'<rect class="fill" width="{width:.1f}" height="8"/></svg>'
    )
