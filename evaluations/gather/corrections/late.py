"""A late fact as it asks for its correction."""

from collections.abc import Sequence
from typing import NamedTuple

from evaluations.models import Period
from evaluations.rules.corrections.lines import Line


class Late(NamedTuple):
    """A late fact of a closed period: where it comes from ("evaluations.appeal:…"), why, what it changes."""

    period: Period
    cause: str
    origin: str
    reason: str
    lines: Sequence[Line]
