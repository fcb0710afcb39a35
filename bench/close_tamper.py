"""Twenty edits of a closed month by a superuser who has switched the guards off, each to be found out.

Every edit is made in a transaction that is taken back; ``verify_chain``'s proof reads it before. What is in
an export as well is exported altered and given to the script that goes with it, which knows no portal.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from bench.close_closed import Closed

LINE, SNAPSHOT = "evaluations_snapshotline", "evaluations_periodsnapshot"
RESULT, SUMMARY, PERIOD = "evaluations_agencyresult", "evaluations_periodsummary", "evaluations_period"


class Edit(NamedTuple):
    """One edit; ``exported`` where the files show it too."""

    name: str
    statement: str
    exported: bool = False


EDITS = (
    Edit("a result's total", f"UPDATE {RESULT} SET total = total - 1 WHERE period_id = {{p}}"),
    Edit("a result's rank", f"UPDATE {RESULT} SET rank = 1, ranked_of = 2 WHERE period_id = {{p}}"),
    Edit("a result gone", f"DELETE FROM {RESULT} WHERE period_id = {{p}} AND agency_id = {{a}}"),
    Edit(
        "two agencies' results swapped",
        f"UPDATE {RESULT} SET agency_id = -agency_id WHERE period_id = {{p}}; "
        f"UPDATE {RESULT} SET agency_id = {{a}} + {{b}} + agency_id WHERE period_id = {{p}}",
    ),
    Edit("the summary's mean", f"UPDATE {SUMMARY} SET simple_mean = 99.99 WHERE period_id = {{p}}"),
    Edit(
        "an input's k",
        f"UPDATE {LINE} SET payload = replace(payload, '[0,\"self_assessment\",1,100', "
        "'[0,\"self_assessment\",1,90') WHERE kind = 'inputs' AND snapshot_id = {s}",
        True,
    ),
    Edit(
        "a result line's total",
        f'UPDATE {LINE} SET payload = replace(payload, \'"total":"\', \'"total":"1\') '
        "WHERE kind = 'result' AND snapshot_id = {s}",
        True,
    ),
    Edit(
        "a line's digest",
        f"UPDATE {LINE} SET digest = '{'0' * 64}' WHERE position = 1 AND snapshot_id = {{s}}",
        True,
    ),
    Edit(
        "two lines change agency",
        f"UPDATE {LINE} SET agency_id = {{a}} + {{b}} - agency_id "
        "WHERE kind = 'inputs' AND snapshot_id = {s}",
    ),
    Edit(
        "who owed changes agency",
        f"UPDATE {LINE} SET agency_id = {{a}} + {{b}} - agency_id "
        "WHERE kind = 'owed' AND snapshot_id = {f}",
    ),
    Edit(
        "a receipt's code",
        f"UPDATE {LINE} SET code = 'AAAAAAAAAAAAAAAA' WHERE kind = 'result' "
        "AND agency_id = {a} AND snapshot_id = {s}",
        True,
    ),
    Edit("a line gone", f"DELETE FROM {LINE} WHERE position = 2 AND snapshot_id = {{s}}", True),
    Edit(
        "a line added",
        f"INSERT INTO {LINE} (snapshot_id, position, kind, payload, digest) "
        f"VALUES ({{s}}, 99, 'owed', '[]', '{'1' * 64}')",
        True,
    ),
    Edit("who asked", f"UPDATE {SNAPSHOT} SET asked_by_id = NULL WHERE id = {{s}}", True),
    Edit(
        "when it was made",
        f"UPDATE {SNAPSHOT} SET made_at = opened_at FROM {PERIOD} q "
        f"WHERE q.id = period_id AND {SNAPSHOT}.id = {{s}}",
        True,
    ),
    Edit("a snapshot's digest", f"UPDATE {SNAPSHOT} SET digest = '{'2' * 64}' WHERE id = {{s}}", True),
    Edit(
        "a snapshot gone",
        f"DELETE FROM {LINE} WHERE snapshot_id = {{s}}; UPDATE {RESULT} SET snapshot_id = {{f}} "
        f"WHERE snapshot_id = {{s}}; UPDATE {SUMMARY} SET snapshot_id = {{f}} WHERE snapshot_id = {{s}}; "
        f"DELETE FROM {SNAPSHOT} WHERE id = {{s}}",
    ),
    Edit(
        "a snapshot added",
        f"INSERT INTO {SNAPSHOT} (sequence, period_id, revision, rules_version, agencies_rated, "
        "agencies_ranked, headcount, records, lines_count, made_at, previous_digest, digest) "
        "SELECT sequence + 1, {o}, 1, 1, "
        f"0, 0, 0, 0, 0, made_at, digest, '{'3' * 64}' FROM {SNAPSHOT} WHERE id = {{s}}",
    ),
    Edit(
        "a form of the month", "UPDATE evaluations_selfassessment SET state = 'draft' WHERE period_id = {p}"
    ),
    Edit("a register's k", "UPDATE evaluations_registerfact SET k = 0 WHERE period_id = {p}"),
    Edit("a rating", "UPDATE feedback_rating SET stars = 1 WHERE day = '{day}'"),
    Edit("what a visit saw", "UPDATE evaluations_observation SET k = 0"),
    Edit("who owed", "DELETE FROM evaluations_owedform WHERE period_id = {p}"),
    Edit("the month opened again", f"UPDATE {PERIOD} SET state = 'open' WHERE id = {{p}}"),
    Edit("the moment of closing", f"UPDATE {PERIOD} SET closed_at = opened_at WHERE id = {{p}}"),
    Edit(
        "a correction's reason",
        "UPDATE evaluations_correction SET reason = 'khác' WHERE period_id = {p}",
        True,
    ),
    Edit("a criterion of the set", "UPDATE evaluations_criterion SET statement = 'khác' WHERE position = 0"),
)


def tamper(closed: Closed) -> dict[str, Any]:
    """Make each edit; how many, which the proof missed, which of the exported ones the script missed."""
    missed, script_missed = [], []
    for edit in EDITS:
        found, said = _tampered(closed, edit)
        if not found:
            missed.append(edit.name)
        if said == "ok":
            script_missed.append(edit.name)
    return {
        "edits": len(EDITS),
        "missed": missed,
        "exports": sum(edit.exported for edit in EDITS),
        "script_missed": script_missed,
    }


def _tampered(closed: Closed, edit: Edit) -> tuple[bool, str]:
    """Whether the proof found the edit, and what the script said of the export ("" where there is none)."""
    from django.db import connection, transaction

    from evaluations.gather.closing.proof import prove_snapshots

    agencies = [one.pk for one in closed.agencies]
    names = {
        "p": closed.period.pk,
        "o": closed.other.pk,
        "s": closed.newest.pk,
        "f": closed.first.pk,
        "a": agencies[0],
        "b": agencies[1],
        "day": closed.period.starts_on,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(edit.statement.format(**names))
        assert cursor.rowcount, f"{edit.name}: nothing to alter"
        found = bool(prove_snapshots().problems)
        said = _script(closed) if edit.exported else ""
        transaction.set_rollback(True)
    return found, said


def _script(closed: Closed) -> str:
    """Export the month as it stands and run the script on the file."""
    from evaluations.gather.closing.exported import SCRIPT, export_zip
    from evaluations.models.closing import PeriodSnapshot

    script = Path(__file__).resolve().parent.parent / "docs" / SCRIPT
    snapshot = PeriodSnapshot.objects.get(pk=closed.newest.pk)
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(export_zip(snapshot))
        file.flush()
        done = subprocess.run(
            [sys.executable, "-I", str(script), file.name], capture_output=True, text=True, check=False
        )
    return "ok" if done.returncode == 0 else "wrong"
