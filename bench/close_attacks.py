"""Forty and more attempts to alter a closed month, as the portal itself could make them: by SQL, by the ORM.

Each is tried in a transaction that is taken back. Refused is what the database answers with a guard's own
words or for want of a privilege; a statement that is merely wrong counts as not refused.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from bench.close_closed import Closed

REASONS = (
    "period_closed",
    "append_only",
    "set_published",
    "chain: ",
    "correction: ",
    "inspection_",
    "refuses REPLACE",
    "permission denied",
    "must be owner",
)
ATTACKS = """
UPDATE evaluations_period SET state = 'open' WHERE id = {p}
UPDATE evaluations_period SET closed_at = NULL WHERE id = {p}
UPDATE evaluations_period SET review_due_on = starts_on WHERE id = {p}
DELETE FROM evaluations_period WHERE id = {p}
UPDATE evaluations_agencyresult SET total = 100 WHERE period_id = {p}
UPDATE evaluations_agencyresult SET rank = 7, ranked_of = 7 WHERE period_id = {p}
UPDATE evaluations_agencyresult SET grade = 'fair' WHERE period_id = {p}
UPDATE evaluations_agencyresult SET breakdown = '{{}}' WHERE period_id = {p}
UPDATE evaluations_agencyresult SET snapshot_id = NULL WHERE period_id = {p}
UPDATE evaluations_agencyresult SET snapshot_id = {first} WHERE period_id = {p}
UPDATE evaluations_agencyresult SET period_id = {o}, agency_id = agency_id WHERE period_id = {p}
DELETE FROM evaluations_agencyresult WHERE period_id = {p}
UPDATE evaluations_periodsummary SET weighted_mean = 99.99 WHERE period_id = {p}
DELETE FROM evaluations_periodsummary WHERE period_id = {p}
UPDATE evaluations_selfassessment SET state = 'draft' WHERE period_id = {p}
UPDATE evaluations_selfassessment SET staff_id = staff_id + 1, period_id = {o} WHERE period_id = {p}
DELETE FROM evaluations_selfassessment WHERE period_id = {p}
UPDATE evaluations_review SET changes = NULL WHERE period_id = {p}
DELETE FROM evaluations_review WHERE period_id = {p}
UPDATE feedback_rating SET stars = 1 WHERE day = '{day}'
DELETE FROM feedback_rating WHERE day = '{day}'
UPDATE evaluations_observation SET k = 0 WHERE inspection_id = '{visit}'
DELETE FROM evaluations_observation WHERE inspection_id = '{visit}'
UPDATE evaluations_headcount SET present = present - 1, sick = 1 WHERE inspection_id = '{visit}'
DELETE FROM evaluations_teammember WHERE inspection_id = '{visit}'
UPDATE evaluations_inspection SET period_id = {o} WHERE id = '{visit}'
UPDATE evaluations_registerfact SET k = 0 WHERE period_id = {p}
DELETE FROM evaluations_registerfact WHERE period_id = {p}
UPDATE evaluations_owedform SET owing = 'left' WHERE period_id = {p}
DELETE FROM evaluations_owedform WHERE period_id = {p}
UPDATE evaluations_periodset SET comparison_group = 'x' WHERE period_id = {p}
DELETE FROM evaluations_periodset WHERE period_id = {p}
UPDATE evaluations_periodsnapshot SET digest = previous_digest WHERE period_id = {p}
DELETE FROM evaluations_snapshotline WHERE snapshot_id = {first}
UPDATE evaluations_snapshotline SET payload = '[]' WHERE snapshot_id = {first}
UPDATE evaluations_correction SET reason = 'khác' WHERE period_id = {p}
UPDATE evaluations_correction SET state = 'asked', decided_by_id = NULL WHERE period_id = {p}
DELETE FROM evaluations_correctionline
UPDATE evaluations_signoff SET total = 1 WHERE period_id = {p}
DELETE FROM evaluations_signoff WHERE period_id = {p}
UPDATE evaluations_objection SET answer = 'khác' WHERE period_id = {p}
UPDATE evaluations_resultpreview SET close_asked_by_id = NULL WHERE period_id = {p}
UPDATE evaluations_criterion SET statement = 'khác'
DELETE FROM evaluations_criteriongroup
""".strip().splitlines()
OF_POSTGRESQL = """
TRUNCATE evaluations_agencyresult
TRUNCATE evaluations_snapshotline
TRUNCATE evaluations_selfassessment CASCADE
ALTER TABLE evaluations_agencyresult DISABLE TRIGGER ALL
DROP TRIGGER period_guard ON evaluations_agencyresult
SET session_replication_role = replica
CREATE OR REPLACE FUNCTION vhcv_guard_period() RETURNS trigger AS 'BEGIN RETURN NEW; END' LANGUAGE plpgsql
INSERT INTO evaluations_agencyresult SELECT * FROM evaluations_agencyresult WHERE period_id = {p} \
ON CONFLICT (id) DO UPDATE SET total = 1
INSERT INTO evaluations_signoff SELECT * FROM evaluations_signoff WHERE period_id = {p} \
ON CONFLICT (id) DO UPDATE SET total = 1
""".strip().splitlines()
REPLACED = (
    "period",
    "agencyresult",
    "periodsnapshot",
    "snapshotline",
    "signoff",
    "selfassessment",
    "correction",
)
OF_SQLITE = [
    f"INSERT OR REPLACE INTO evaluations_{table} SELECT * FROM evaluations_{table}" for table in REPLACED
]


def attack(closed: Closed) -> dict[str, Any]:
    """Try everything; how many there were, how many were refused, and which were not."""
    from django.db import connection

    own = OF_POSTGRESQL if connection.vendor == "postgresql" else OF_SQLITE
    names = _names(closed)
    tried = [(one, _executing(one.format(**names))) for one in [*ATTACKS, *own]]
    tried += by_orm(closed).items()
    answers = [(name, _answer(act)) for name, act in tried]
    let = [(name, words) for name, (is_ours, words) in answers if not is_ours]
    return {
        "attempts": len(tried),
        "refused": len(tried) - len(let),
        "by_privilege": sum("permission denied" in words or "must be" in words for _, (_, words) in answers),
        "let": let,
    }


def by_orm(closed: Closed) -> dict[str, Callable[[], Any]]:
    """What code of the portal could do by mistake."""
    from evaluations.actions.results import refresh_results
    from evaluations.models import AgencyResult, Period, PeriodSet, RegisterFact
    from evaluations.models.closing import PeriodSnapshot, SnapshotLine
    from feedback.models import Rating

    results = list(AgencyResult.objects.filter(period=closed.period).order_by("pk"))
    for one in results:
        one.total = 1
    fact = RegisterFact.objects.get(period=closed.period)
    rating = Rating.objects.filter(day=closed.period.starts_on).order_by("pk")[0]
    line: Any = SnapshotLine.objects.filter(snapshot=closed.first).order_by("position")[0]
    pinned = PeriodSet.objects.filter(period=closed.period)
    return {
        "Period.save": lambda: Period(**_values(closed.period) | {"state": "open"}).save(),
        "bulk_update of results": lambda: AgencyResult.objects.bulk_update(results, ["total"]),
        "a result saved": lambda: results[0].save(),
        "a fact deleted": fact.delete,
        "a rating added": lambda: Rating.objects.create(**_values(rating) | {"id": uuid4()}),
        "a set pinned": lambda: pinned.update(comparison_group="none"),
        "a line upserted": lambda: SnapshotLine.objects.bulk_create(
            [line], update_conflicts=True, unique_fields=["id"], update_fields=["payload"]
        ),
        "a snapshot more": lambda: PeriodSnapshot.objects.create(
            **_values(closed.newest) | {"id": None, "revision": 9, "replaces_id": closed.newest.pk}
        ),
        "rolled up once more": lambda: refresh_results(
            period=Period(**_values(closed.period) | {"state": "open"}),
            agencies=None,
            at=closed.newest.made_at,
        ),
    }


def _values(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _names(closed: Closed) -> dict[str, Any]:
    from django.db import connection

    from evaluations.models import Inspection

    visit = Inspection.objects.get(period=closed.period).pk
    return {
        "p": closed.period.pk,
        "o": closed.other.pk,
        "first": closed.first.pk,
        "day": closed.period.starts_on,
        "visit": visit if connection.vendor == "postgresql" else visit.hex,
    }


def _executing(statement: str) -> Callable[[], Any]:
    from django.db import connection

    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return act


def _answer(act: Callable[[], Any]) -> tuple[bool, str]:
    """Whether it is refused for a reason of ours, and the database's first line."""
    from django.db import DatabaseError, transaction

    from core.errors import Refused

    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except (DatabaseError, Refused) as error:
        words = str(error).strip().splitlines()[0]
        return isinstance(error, Refused) or any(reason in words for reason in REASONS), words
    return False, "done"
