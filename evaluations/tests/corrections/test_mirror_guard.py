"""A correction may put into a closed month what its snapshot says, column by column (S15)."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from agencies.models import User
from evaluations.actions.closing import mirror
from evaluations.actions.corrections import grant_correction
from evaluations.models import AgencyResult, Correction, PeriodSnapshot
from evaluations.tests.corrections.conftest import AT, Closed

COLUMNS = {
    **dict.fromkeys(mirror.DECIMALS, "0.01"),
    **dict.fromkeys(mirror.WORDS, "'Z'"),
    **dict.fromkeys(mirror.COUNTS, "999"),
    "is_provisional": "NOT r.is_provisional",
    "groups": "'{}'",
    "breakdown": "'{}'",
    "values": "'{1}'",
}
STATEMENTS = {
    "_STATEMENT": {
        "computed_at = s.made_at": "computed_at = r.computed_at",
        "revision = r.revision + 1": "revision = r.revision",
        "snapshot_id = l.snapshot_id": "snapshot_id = s.replaces_id",
    },
    "_SUMMARY": {
        "weighted_mean = s.weighted_mean": "weighted_mean = 0.01",
        "simple_mean = s.simple_mean": "simple_mean = 0.01",
        "agencies_rated = s.agencies_rated": "agencies_rated = 999",
        "agencies_ranked = s.agencies_ranked": "agencies_ranked = 999",
        "records = s.records": "records = 999",
        "computed_at = s.made_at": "computed_at = p.computed_at",
        "revision = p.revision + 1": "revision = p.revision",
        "snapshot_id = s.id": "snapshot_id = s.replaces_id",
    },
}


def test_a_corrected_row_says_all_that_its_snapshot_says(
    ask: Callable[..., Correction], closed: Closed, second_admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    correction = ask()

    def grant() -> None:
        words, base = "Biên bản số 5 đúng như đề nghị.", closed.snapshot.pk
        grant_correction(correction=correction, decision=words, seen_base=base, actor=second_admin, at=AT)

    def refuses() -> bool:
        try:
            with transaction.atomic():
                grant()
        except DatabaseError as refusal:
            return "period_closed" in str(refusal)
        return False

    assert COLUMNS.keys() == mirror._POSTGRESQL.keys() == mirror._SQLITE.keys()
    taken = []
    for column, other in COLUMNS.items():
        with monkeypatch.context() as patch:
            patch.setitem(mirror._POSTGRESQL, column, other)
            patch.setitem(mirror._SQLITE, column, other.replace("'{1}'", "'[1]'"))
            taken += [] if refuses() else [column]
    for name, swaps in STATEMENTS.items():
        for said, other in swaps.items():
            statement = getattr(mirror, name)
            assert said in statement
            with monkeypatch.context() as patch:
                patch.setattr(mirror, name, statement.replace(said, other))
                taken += [] if refuses() else [f"{name}: {said}"]
    assert taken == []
    grant()
    newest = PeriodSnapshot.objects.get(correction=correction)
    assert set(AgencyResult.objects.values_list("snapshot", flat=True)) == {newest.pk}
