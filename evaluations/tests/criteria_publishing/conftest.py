"""A scoring set in force, a draft of its next version, and a second administrator."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agencies.enums import Role
from agencies.models import User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.actions.criteria.storing import store_definition
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.models import CriteriaSet

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def in_force(db: None) -> CriteriaSet:
    """Version 1 of the shipped set, published."""
    return publish_criteria_set(
        definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT
    )


@pytest.fixture
def draft(in_force: CriteriaSet, cast: Cast) -> CriteriaSet:
    """Version 2, not edited yet."""
    definition = replace(shipped_set("qd1847_2018"), version=2)
    return store_definition(definition, follows=in_force, drafted_by=cast.admin, drafted_at=AT)


@pytest.fixture
def second(cast: Cast) -> User:
    """Another administrator of Home Affairs."""
    user = make_user(make_staff("Mai Thị Lan", cast.home_affairs))
    grant(user, Role.HOME_AFFAIRS, cast.province)
    return user
