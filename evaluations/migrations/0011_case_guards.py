"""The period guard on verdicts: what a closed month counted of citizens' cases stays as it was."""

from django.db import migrations

TABLE = "feedback_feedbackcase"
NAMES = ("verdict", "criterion", "verdict_on", "agency_id")
CLOSED = (
    "EXISTS (SELECT 1 FROM evaluations_period WHERE kind = 'month' AND state <> 'open'"
    " AND starts_on <= {row}.verdict_on AND ends_on > {row}.verdict_on)"
)

POSTGRESQL = [
    """
    CREATE FUNCTION vhcv_guard_verdict() RETURNS trigger AS $$
    DECLARE found record;
    BEGIN
      FOR found IN
        SELECT state FROM evaluations_period WHERE kind = 'month' AND (
          (TG_OP <> 'INSERT' AND starts_on <= OLD.verdict_on AND ends_on > OLD.verdict_on) OR
          (TG_OP <> 'DELETE' AND starts_on <= NEW.verdict_on AND ends_on > NEW.verdict_on)
        ) ORDER BY id FOR SHARE
      LOOP
        IF found.state <> 'open' THEN
          RAISE EXCEPTION 'period_closed: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
        END IF;
      END LOOP;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""
    CREATE TRIGGER verdict_guard_update BEFORE UPDATE ON {TABLE} FOR EACH ROW
      WHEN ({" OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in NAMES)})
      EXECUTE FUNCTION vhcv_guard_verdict()
    """,
    f"""
    CREATE TRIGGER verdict_guard_insert BEFORE INSERT ON {TABLE} FOR EACH ROW
      WHEN (NEW.verdict_on IS NOT NULL) EXECUTE FUNCTION vhcv_guard_verdict()
    """,
    f"""
    CREATE TRIGGER verdict_guard_delete BEFORE DELETE ON {TABLE} FOR EACH ROW
      WHEN (OLD.verdict_on IS NOT NULL) EXECUTE FUNCTION vhcv_guard_verdict()
    """,
]
CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in NAMES)
WHENS = {
    "update": f"({CHANGED}) AND ({CLOSED.format(row='OLD')} OR {CLOSED.format(row='NEW')})",
    "insert": CLOSED.format(row="NEW"),
    "delete": CLOSED.format(row="OLD"),
}


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement, params=None)
        return
    for event, when in WHENS.items():
        schema_editor.execute(
            f"CREATE TRIGGER verdict_guard_{event} BEFORE {event.upper()} ON {TABLE} WHEN {when}"
            f" BEGIN SELECT RAISE(ABORT, 'period_closed: {TABLE} refuses {event.upper()}'); END",
            params=None,
        )


def remove(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for event in WHENS:
        schema_editor.execute(f"DROP TRIGGER verdict_guard_{event}{f' ON {TABLE}' if postgresql else ''}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION vhcv_guard_verdict()")


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0010_case_links")]
    operations = [migrations.RunPython(install, remove)]
