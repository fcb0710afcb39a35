"""A list of visits of department A, its codes, and short ways to use them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from agencies.tests.cast import Cast
from core.tests.blinding import blind
from feedback.actions.visits import Recorded, look_up, rate_visit, record_visits, sign_visit
from feedback.models import Counter, Rating
from feedback.rules.visits.lists import VisitLine

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def lines(*numbers: str, day: date = TODAY, counter: Counter | None = None, **given: Any) -> list[VisitLine]:
    """Visits with those numbers, one row each."""
    pk = counter.pk if counter else None
    return [VisitLine(row, number, pk, day, **given) for row, number in enumerate(numbers, start=2)]


@dataclass(frozen=True)
class Desk:
    """Department A hands in visits by its head."""

    cast: Cast
    counter: Counter
    codes: list[str] = field(default_factory=list)

    def list(self, *numbers: str, **given: Any) -> Recorded:
        """Keep a list; its codes are remembered here alone."""
        at = given.pop("at", NOW)
        done = record_visits(
            batch_id=given.pop("batch_id", uuid4()),
            agency=given.pop("agency", self.cast.department),
            lines=given.pop("lines", None) or lines(*numbers, **given),
            actor=self.cast.head,
            at=at,
        )
        self.codes.extend(done.codes.values())
        return done

    def token(self, code: str, on: date = TODAY) -> dict[str, str]:
        """A token with its signature, as the browser makes them."""
        one = blind(look_up(code=code, on=on).key.public_key)
        return {
            "token": one.token,
            "signature": one.unblind(sign_visit(code=code, blinded=one.message, on=on)),
        }

    def rate(self, proof: dict[str, str], **given: Any) -> Rating:
        """Rate the counter of department A with five stars."""
        content: dict[str, Any] = {
            "rating_id": uuid4(),
            "counter": self.counter,
            "stars": 5,
            "courtesies": 1,
            "at": NOW,
        }
        return rate_visit(**{**content, **proof, **given})


@pytest.fixture
def desk(cast: Cast, counter: Counter) -> Desk:
    """The department's desk, with nothing handed in yet."""
    return Desk(cast, counter)
