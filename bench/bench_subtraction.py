"""People found by adding and subtracting the citizens' figures: every reading of random months, exactly.

A month of one agency is read on each of forty days, all figures together: every counter, the small counters
together, what came late, the agency. ``subtraction_found`` counts the groups of fewer than five people whose
sum follows (0 is the promise); ``subtraction_found_freely`` those that would follow if counters and agency
were shown from five, at once. MONTHS changes the number of months.
"""

import os
from random import Random

from feedback.tests.voice.differencing import found
from feedback.tests.voice.months import READINGS, random_parts, shown, shown_freely


def run() -> dict[str, float]:
    """Attack the months and print what came out."""
    months = int(os.environ.get("MONTHS", "500"))
    people = figures = caught = freely = 0
    for seed in range(months):
        parts = random_parts(Random(seed))
        people += sum(part.n for part in parts)
        groups = {group for today in READINGS for group in shown(parts, today)}
        figures += len(groups)
        caught += len(found(groups))
        if seed < months // 10:
            freely += bool(found({group for today in READINGS for group in shown_freely(parts, today)}))
    print(f"{months} tháng, {people} người, {figures} số khác nhau: tìm ra {caught} nhóm dưới 5 người")
    print(f"nếu công bố ngay từ 5 lượt: {freely} trên {months // 10} tháng bị lộ ít nhất một nhóm")
    return {
        "subtraction_months": months,
        "subtraction_people": people,
        "subtraction_figures": figures,
        "subtraction_found": caught,
        "subtraction_found_freely": freely,
    }
