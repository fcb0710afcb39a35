"""The period guard for what was left out: photographs of a visit, and the sets by which a period is scored.

A photograph belongs to the period of its visit. The sets are pinned before a period opens, so only a closed
one refuses to have them changed.
"""

from django.db import migrations

PHOTO, SET = "evaluations_observationphoto", "evaluations_periodset"
REFUSING = {
    PHOTO: (
        "SELECT p.id FROM evaluations_period p JOIN evaluations_inspection i ON i.period_id = p.id"
        " JOIN evaluations_observation o ON o.inspection_id = i.id"
        " WHERE o.id = {row}.observation_id",
        "<> 'open'",
    ),
    SET: ("SELECT p.id FROM evaluations_period p WHERE p.id = {row}.period_id", "= 'closed'"),
}
ROWS = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}


def _postgresql(table):
    select, refused = REFUSING[table]

    def check(row):
        return f"""
        FOR found IN {select.format(row=row).replace("SELECT p.id", "SELECT p.state")} FOR SHARE OF p LOOP
          IF found.state {refused} THEN
            RAISE EXCEPTION 'period_closed: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
          END IF;
        END LOOP;"""

    yield f"""
    CREATE FUNCTION vhcv_guard_{table}() RETURNS trigger AS $$
    DECLARE found record;
    BEGIN
      IF TG_OP <> 'INSERT' THEN {check("OLD")} END IF;
      IF TG_OP <> 'DELETE' THEN {check("NEW")} END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """
    yield (
        f"CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION vhcv_guard_{table}()"
    )


def _sqlite(table):
    select, refused = REFUSING[table]
    for event, rows in ROWS.items():
        closed = " OR ".join(f"EXISTS ({select.format(row=row)} AND p.state {refused})" for row in rows)
        yield f"""
        CREATE TRIGGER period_guard_{table}_{event.lower()} BEFORE {event} ON {table}
        WHEN {closed} BEGIN SELECT RAISE(ABORT, 'period_closed: {table} refuses {event}'); END
        """


def install(apps, schema_editor):
    statements = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for table in REFUSING:
        for statement in statements(table):
            schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for table in REFUSING:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER period_guard ON {table}")
            schema_editor.execute(f"DROP FUNCTION vhcv_guard_{table}()")
        else:
            for event in ROWS:
                schema_editor.execute(f"DROP TRIGGER period_guard_{table}_{event.lower()}")


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0003_breakdown_uncompressed")]
    operations = [migrations.RunPython(install, remove)]
