"""Only Home Affairs asks, publishes and retires, whatever page or command leads to the act."""

import pytest

from agencies.models import User
from agencies.tests.cast import Cast
from core.errors import AccessRefused
from evaluations.actions.criteria.ask_publish import ask_publish, withdraw_ask
from evaluations.actions.criteria.publish import publish
from evaluations.actions.criteria.retire import retire
from evaluations.models import CriteriaSet
from evaluations.tests.criteria_publishing.conftest import AT


def test_others_are_refused_by_every_act(
    draft: CriteriaSet, in_force: CriteriaSet, cast: Cast, second: User
) -> None:
    asked = {"accepted": (), "reason": "", "seen_edition": 0, "at": AT}
    with pytest.raises(AccessRefused, match="Sở Nội vụ"):
        ask_publish(draft=draft, actor=cast.officer, **asked)
    ask_publish(draft=draft, actor=cast.admin, **asked)
    with pytest.raises(AccessRefused):
        withdraw_ask(draft=draft, reason="Thiếu.", actor=cast.officer, at=AT)
    with pytest.raises(AccessRefused):
        publish(draft=draft, seen_edition=0, actor=cast.officer, at=AT)
    with pytest.raises(AccessRefused):
        retire(criteria_set=in_force, reason="Cũ.", actor=cast.officer, at=AT)
    draft.refresh_from_db()
    assert (draft.state, draft.asked_by) == ("draft", cast.admin)
