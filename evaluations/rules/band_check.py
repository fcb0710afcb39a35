"""Whether grade bands cover the scale exactly once (S9)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from evaluations.enums import Grade
from evaluations.rules.inconsistency import Inconsistency, number

LOWER = (">=", ">")
UPPER = ("<=", "<")


def check_bands(bands: Sequence[Mapping[str, Any]], top: Decimal) -> Iterator[Inconsistency]:
    """Gaps, overlaps, unknown operators or grades and unreachable bands; ``top`` is the scale's end.

    A band may state its upper edge as the source does (``upper``, ``upper_operator``); without one it ends
    where the next begins.
    """
    ordered = sorted(bands, key=lambda band: Decimal(band["lower"]))
    if not ordered:
        yield Inconsistency("bands", "bands", "Bộ tiêu chí không có mức xếp loại nào.")
        return
    yield from _words(ordered)
    lowest, highest = ordered[0], ordered[-1]
    if Decimal(lowest["lower"]) > 0 or lowest["operator"] == ">":
        sentence = f"Điểm dưới mức {number(Decimal(lowest['lower']))} không thuộc mức xếp loại nào."
        yield Inconsistency("band_gap", lowest["grade"], sentence)
    if Decimal(highest["lower"]) > top:
        sentence = f"Mức {highest['grade']} bắt đầu từ {highest['lower']}, cao hơn tổng {number(top)}."
        yield Inconsistency("band_unreachable", highest["grade"], sentence)
    for below, above in pairwise(ordered):
        yield from _edge(below, above)
    yield from _end(highest, top)


def _words(bands: Sequence[Mapping[str, Any]]) -> Iterator[Inconsistency]:
    for band in bands:
        if band["grade"] not in Grade.values:
            yield Inconsistency("bands", band["grade"], f"Mức xếp loại “{band['grade']}” không rõ.")
        if band["operator"] not in LOWER or band.get("upper_operator", "<") not in UPPER:
            sentence = f"Mức {band['grade']}: toán tử so sánh không rõ."
            yield Inconsistency("bands", band["grade"], sentence)


def _edge(below: Mapping[str, Any], above: Mapping[str, Any]) -> Iterator[Inconsistency]:
    """What happens to a figure on the edge between two neighbouring bands."""
    edge = Decimal(above["lower"])
    if edge == Decimal(below["lower"]):
        sentence = f"Hai mức {below['grade']} và {above['grade']} cùng bắt đầu từ {number(edge)}."
        yield Inconsistency("band_overlap", above["grade"], sentence)
        return
    if "upper" not in below:
        return
    upper = Decimal(below["upper"])
    takes_below, takes_above = below["upper_operator"] == "<=", above["operator"] == ">="
    if upper < edge or (upper == edge and not takes_below and not takes_above):
        sentence = f"Giữa mức {below['grade']} và {above['grade']} có khoảng hở quanh {number(edge)} điểm."
        yield Inconsistency("band_gap", above["grade"], sentence)
    elif upper > edge or (takes_below and takes_above):
        sentence = f"Mức {below['grade']} và {above['grade']} chồng nhau quanh {number(edge)} điểm."
        yield Inconsistency("band_overlap", above["grade"], sentence)


def _end(highest: Mapping[str, Any], top: Decimal) -> Iterator[Inconsistency]:
    if "upper" in highest and Decimal(highest["upper"]) != top:
        sentence = f"Mức cao nhất kết thúc ở {highest['upper']} nhưng tổng là {number(top)}."
        yield Inconsistency("band_gap", highest["grade"], sentence)
