"""The guard on verdicts holds what a closed month counted; a verdict that never counted may be taken back."""

from django.db import migrations

TABLE = "feedback_feedbackcase"
NAMES = ("verdict", "criterion", "verdict_on", "agency_id")
COUNTS = "{row}.verdict IN ('verified', 'partly')"
CLOSED = (
    "({row}.verdict IN ('verified', 'partly')"
    " AND EXISTS (SELECT 1 FROM evaluations_period WHERE kind = 'month' AND state <> 'open'"
    " AND starts_on <= {row}.verdict_on AND ends_on > {row}.verdict_on))"
)

FUNCTION = """
    CREATE OR REPLACE FUNCTION vhcv_guard_verdict() RETURNS trigger AS $$
    DECLARE found record;
    BEGIN
      FOR found IN
        SELECT state FROM evaluations_period WHERE kind = 'month' AND (
          (TG_OP <> 'INSERT' AND {old} starts_on <= OLD.verdict_on AND ends_on > OLD.verdict_on) OR
          (TG_OP <> 'DELETE' AND {new} starts_on <= NEW.verdict_on AND ends_on > NEW.verdict_on)
        ) ORDER BY id FOR SHARE
      LOOP
        IF found.state <> 'open' THEN
          RAISE EXCEPTION 'period_closed: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
        END IF;
      END LOOP;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
"""
WIDE = CLOSED.replace("{row}.verdict IN ('verified', 'partly') AND ", "")
CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in NAMES)


def _install(schema_editor, closed, counts):
    if schema_editor.connection.vendor == "postgresql":
        old, new = (f"{counts.format(row=row)} AND" if counts else "" for row in ("OLD", "NEW"))
        schema_editor.execute(FUNCTION.format(old=old, new=new), params=None)
        return
    whens = {
        "update": f"({CHANGED}) AND ({closed.format(row='OLD')} OR {closed.format(row='NEW')})",
        "insert": closed.format(row="NEW"),
        "delete": closed.format(row="OLD"),
    }
    for event, when in whens.items():
        schema_editor.execute(f"DROP TRIGGER verdict_guard_{event}", params=None)
        schema_editor.execute(
            f"CREATE TRIGGER verdict_guard_{event} BEFORE {event.upper()} ON {TABLE} WHEN {when}"
            f" BEGIN SELECT RAISE(ABORT, 'period_closed: {TABLE} refuses {event.upper()}'); END",
            params=None,
        )


def narrow(apps, schema_editor):
    _install(schema_editor, CLOSED, COUNTS)


def widen(apps, schema_editor):
    _install(schema_editor, WIDE, "")


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0011_case_guards")]
    operations = [migrations.RunPython(narrow, widen)]
