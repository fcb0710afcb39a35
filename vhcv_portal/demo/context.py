"""What the rows of one month refer to."""

from dataclasses import dataclass
from datetime import date

from agencies.province.records import CounterRecord
from evaluations.models import Period
from vhcv_portal.demo.keys import Keys, row_id
from vhcv_portal.demo.present import Present


@dataclass(frozen=True, slots=True)
class MonthContext:
    """A period being loaded up to the day ``until``, with the ids of everything its rows name."""

    period: Period
    until: date
    keys: Keys
    set_id: int
    criteria: dict[str, int]
    counters: dict[str, CounterRecord]
    heads: dict[str, str]
    verifier: str
    present: Present

    @property
    def is_running(self) -> bool:
        """Whether the period goes on after ``until``."""
        return self.until <= self.period.last_day

    def id_of(self, *words: str | int) -> str:
        """The row's id from what makes it this row; the same whenever the month is loaded."""
        started = self.period.starts_on
        return row_id(started.year * 12 + started.month, *words)
