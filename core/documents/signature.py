"""A signature drawn with a finger, from its strokes to a picture: black on white, cropped to its size."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from core.documents.flow import Stroke

SCALE = 3
"""Pixels of the picture for one of the pad, so that the line is smooth on paper."""

MARGIN, PEN = 6, 2.4
MOST_PIXELS = 2_400
"""Longest side of the picture; a pad that claims more is drawn smaller."""


def signature_png(strokes: Sequence[Stroke]) -> bytes:
    """A PNG of the strokes, or b"" when nothing was drawn."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return b""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width = max(x for x, _ in points) - left + 2 * MARGIN
    height = max(y for _, y in points) - top + 2 * MARGIN
    scale = min(SCALE, MOST_PIXELS / max(width, height))
    picture = Image.new("L", (max(round(width * scale), 1), max(round(height * scale), 1)), 255)
    pen = ImageDraw.Draw(picture)
    for stroke in strokes:
        moved = [((x - left + MARGIN) * scale, (y - top + MARGIN) * scale) for x, y in stroke]
        _draw(pen, moved, PEN * scale)
    target = BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def _draw(pen: ImageDraw.ImageDraw, points: list[tuple[float, float]], thick: float) -> None:
    """One stroke with round ends; a touch without a move is a dot."""
    half = thick / 2
    if len(points) > 1:
        pen.line(points, fill=0, width=max(round(thick), 1), joint="curve")
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - half, y - half, x + half, y + half), fill=0)
