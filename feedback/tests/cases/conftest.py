"""Released cases of the cast's department on 20 November 2026, and short ways to act on them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Agency, User
from agencies.tests.cast import Cast
from feedback.actions.cases.answer import answer_case
from feedback.actions.cases.assign import assign_case
from feedback.actions.cases.judge import judge_case
from feedback.models import FeedbackCase, Vault
from feedback.tests.cases.making import make_case
from feedback.tests.factories import make_vault

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@dataclass
class Desk:
    """The cast with a vault, and what its people do with cases."""

    cast: Cast
    vault: Vault
    at: datetime = NOW
    made: list[FeedbackCase] = field(default_factory=list)

    def case(self, agency: Agency | None = None, **fields: Any) -> FeedbackCase:
        """A case that reached the department (or ``agency``) on 16 November, due on 23 November."""
        return make_case(self.vault, agency or self.cast.department, **fields)

    def assign(self, case: FeedbackCase, unit: Agency | None = None, **given: Any) -> FeedbackCase:
        """The head gives it to a unit."""
        usual = {"seen_version": self.version(case), "actor": self.cast.head, "at": self.at}
        return assign_case(case=case, unit=(unit or self.cast.unit).pk, **(usual | given))

    def answer(self, case: FeedbackCase, text: str = "Đã nhắc nhở người trực quầy.", **given: Any) -> Any:
        """The head answers."""
        usual = {
            "reply_id": uuid4(),
            "seen_version": self.version(case),
            "actor": self.cast.head,
            "at": self.at,
        }
        return answer_case(case=case, text=text, **(usual | given))

    def judge(self, case: FeedbackCase, verdict: str = "verified", **given: Any) -> FeedbackCase:
        """Home Affairs judges."""
        usual = {
            "criterion": "",
            "reason": "Đã xem camera và làm việc với người trực quầy.",
            "seen_version": self.version(case),
            "actor": self.cast.admin,
            "at": self.at,
        }
        return judge_case(case=case, verdict=verdict, **(usual | given))

    def version(self, case: FeedbackCase) -> int:
        """The version that the database holds."""
        return FeedbackCase.objects.values_list("version", flat=True).get(pk=case.pk)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """The desk with the first vault."""
    vault, _private = make_vault("first", cast.home_affairs, cast.custodian)
    return Desk(cast, vault)


@pytest.fixture
def as_(client: Any) -> Callable[[User], Any]:
    """The client signed in as somebody of the cast."""

    def sign_in(user: User) -> Any:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def the_present(time_machine: Any) -> None:
    """20 November 2026, 10:00 in Vietnam, a Friday."""
    time_machine.move_to(NOW, tick=False)
