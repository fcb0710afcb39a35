"""The period guard on what decides whether a rating counts.

New columns make SQLite build the table of ratings anew, which drops its triggers: they are put back here.
"""

from django.db import migrations

OPEN_OR_NO_MONTH = (
    "SELECT state FROM evaluations_period WHERE kind = 'month'"
    " AND starts_on <= {row}.day AND ends_on > {row}.day"
)
NEW_TABLE = "feedback_ratingsuspicion"
REMADE = "feedback_rating"
EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def _guard(table, event):
    closed = " OR ".join(
        f"EXISTS (SELECT 1 FROM ({OPEN_OR_NO_MONTH.format(row=row)}) WHERE state <> 'open')"
        for row in EVENTS[event]
    )
    return (
        f"CREATE TRIGGER period_guard_{table}_{event.lower()} BEFORE {event} ON {table} WHEN {closed}"
        f" BEGIN SELECT RAISE(ABORT, 'period_closed: {table} refuses {event}'); END"
    )


def install(apps, schema_editor):
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(
            f"CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {NEW_TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION vhcv_period_guard_day()"
        )
        return
    for table in (NEW_TABLE, REMADE):
        for event in EVENTS:
            execute(f"DROP TRIGGER IF EXISTS period_guard_{table}_{event.lower()}")
            execute(_guard(table, event))


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER period_guard ON {NEW_TABLE}")
        return
    for event in EVENTS:
        schema_editor.execute(f"DROP TRIGGER period_guard_{NEW_TABLE}_{event.lower()}")


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0008_self_assessment_guards"),
        ("feedback", "0004_citizens_voice"),
    ]
    operations = [migrations.RunPython(install, remove)]
