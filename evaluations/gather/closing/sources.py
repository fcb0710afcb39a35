"""Whether the sources of a closed period still say what was frozen: the database lets nobody change them."""

from collections.abc import Iterator, Mapping
from typing import Any

from evaluations.enums import LineKind
from evaluations.gather.closing.frozen import frozen_month
from evaluations.gather.closing.standing import owed_lines
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.canonical import plain
from evaluations.rules.closing.lines import inputs_values
from evaluations.rules.closing.proof import agrees

LATER = ("code", "code_official", "name", "path", "adjustments", "conditions")
"""What may be told otherwise later: names are mended, and conditions speak of the day they are asked."""


def source_problems(
    snapshot: PeriodSnapshot, told: Mapping[LineKind, list[Any]], owed: list[tuple[int | None, str]]
) -> Iterator[str]:
    """The agencies whose facts, list of who owed, or criteria set are no longer those of the closing."""
    period = snapshot.period
    now = frozen_month(period, snapshot.made_at)
    for said in told[LineKind.SET]:
        loaded = now.sets.get(said["key"])
        if loaded is None or not agrees(said["definition"], loaded.definition):
            yield f"bộ tiêu chí {said['key']} không còn như khi chốt"
    found = {agency.agency_id: plain(inputs_values(agency)) for agency in now.agencies}
    for said in told[LineKind.INPUTS]:
        facts = found.get(said["agency_id"], {})
        if any(facts.get(name) != value for name, value in said.items() if name not in LATER):
            yield f"số liệu nguồn của {said['name']} không còn như khi chốt"
    if owed != [(line.agency_id, line.payload) for line in owed_lines(period)]:
        yield "danh sách phải nộp phiếu không còn như khi chốt"
