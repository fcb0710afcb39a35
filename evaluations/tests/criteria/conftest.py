"""The shipped set of Decision 1847, published, and drafts made from it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from agencies.tests.cast import Cast
from evaluations.actions.criteria.start_draft import start_additions, start_empty, start_next
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.models import CriteriaSet, Criterion
from evaluations.tests.inspections.conftest import the_present

__all__ = ["the_present"]

AT = datetime(2026, 11, 12, 2, 30, tzinfo=UTC)


@pytest.fixture
def published(cast: Cast) -> CriteriaSet:
    """Version 1 of the shipped set."""
    definition = shipped_set("qd1847_2018")
    return publish_criteria_set(definition=definition, accepted=frozenset(), actor=None, at=AT)


@pytest.fixture
def draft(cast: Cast, published: CriteriaSet) -> CriteriaSet:
    """Version 2, as copied from version 1."""
    return start_next(origin=published, actor=cast.admin, at=AT)


@pytest.fixture
def additions(cast: Cast, published: CriteriaSet) -> CriteriaSet:
    """A set of the province's that adds to version 1."""
    return start_additions(
        origin=published, code="qd1847-vl", title="Bổ sung của Vĩnh Long", actor=cast.admin, at=AT
    )


@pytest.fixture
def empty(cast: Cast) -> CriteriaSet:
    """A draft with nothing in it."""
    return start_empty(code="thu", title="Bộ thử", actor=cast.admin, at=AT)


def edits(draft: CriteriaSet, actor: Any) -> dict[str, Any]:
    """What every edit carries, from the newest edition."""
    draft.refresh_from_db()
    return {"seen_edition": draft.edition, "actor": actor, "at": AT}


def codes(draft: CriteriaSet) -> list[str]:
    """The codes of the criteria in their order, whose positions are 0 to n - 1."""
    rows = list(draft.criteria.order_by("position").values_list("position", "code"))
    assert [position for position, _code in rows] == list(range(len(rows)))
    return [code for _position, code in rows]


def of(draft: CriteriaSet, code: str) -> Criterion:
    """A criterion by its code."""
    return Criterion.objects.select_related("group", "criteria_set").get(criteria_set=draft, code=code)


def photo(colour: str = "green") -> BytesIO:
    """A small picture."""
    file = BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "JPEG")
    file.seek(0)
    file.name = "mau.jpg"
    return file
