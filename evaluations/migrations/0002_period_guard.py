"""The period guard: every period-bound table refuses writes unless its period is open, on both engines.

PostgreSQL locks the period row FOR SHARE, so closing (FOR UPDATE) waits for writers and writers for it.
Published criteria sets refuse changes to their criteria in the same way.
"""

from django.db import migrations

DIRECT = [
    "evaluations_inspection",
    "evaluations_selfassessment",
    "evaluations_review",
    "evaluations_registerfact",
    "evaluations_agencyresult",
    "evaluations_periodsummary",
]
THROUGH_INSPECTION = ["evaluations_headcount", "evaluations_observation", "evaluations_teammember"]
BY_DAY = ["feedback_rating"]
OF_SET = ["evaluations_criterion", "evaluations_criteriongroup"]

OF_ROW = {
    "direct": "SELECT state FROM evaluations_period WHERE id = {row}.period_id",
    "inspection": (
        "SELECT p.state FROM evaluations_period p JOIN evaluations_inspection i"
        " ON i.period_id = p.id WHERE i.id = {row}.inspection_id"
    ),
    "day": (
        "SELECT state FROM evaluations_period WHERE kind = 'month'"
        " AND starts_on <= {row}.day AND ends_on > {row}.day"
    ),
}


def _guard_function(name, select):
    def check(row):
        query = select.format(row=row)
        alias = " OF p" if " p JOIN " in query else ""
        return f"""
        FOR found IN {query} FOR SHARE{alias} LOOP
          IF found.state <> 'open' THEN
            RAISE EXCEPTION 'period_closed: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
          END IF;
        END LOOP;"""

    return f"""
    CREATE FUNCTION {name}() RETURNS trigger AS $$
    DECLARE found record;
    BEGIN
      IF TG_OP <> 'INSERT' THEN {check("OLD")} END IF;
      IF TG_OP <> 'DELETE' THEN {check("NEW")} END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """


def _sqlite_guard(table, select, event):
    rows = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}[event]
    closed = " OR ".join(
        f"EXISTS (SELECT 1 FROM ({select.format(row=row)}) WHERE state <> 'open')" for row in rows
    )
    return f"""
    CREATE TRIGGER period_guard_{table}_{event.lower()} BEFORE {event} ON {table}
    WHEN {closed} BEGIN SELECT RAISE(ABORT, 'period_closed: {table} refuses {event}'); END
    """


def _guarded():
    yield from ((table, "direct") for table in DIRECT)
    yield from ((table, "inspection") for table in THROUGH_INSPECTION)
    yield from ((table, "day") for table in BY_DAY)


def _install_postgresql(execute):
    for way, select in OF_ROW.items():
        execute(_guard_function(f"vhcv_period_guard_{way}", select))
    for table, way in _guarded():
        execute(
            f"CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION vhcv_period_guard_{way}()"
        )
    execute(
        """
        CREATE FUNCTION vhcv_published_set() RETURNS trigger AS $$
        BEGIN
          IF EXISTS (SELECT 1 FROM evaluations_criteriaset s
                     WHERE s.id = OLD.criteria_set_id AND s.state <> 'draft') THEN
            RAISE EXCEPTION 'set_published: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
          END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """
    )
    for table in OF_SET:
        execute(
            f"CREATE TRIGGER published_set BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION vhcv_published_set()"
        )


def _install_sqlite(execute):
    for table, way in _guarded():
        for event in ("INSERT", "UPDATE", "DELETE"):
            execute(_sqlite_guard(table, OF_ROW[way], event))
    for table in OF_SET:
        for event in ("UPDATE", "DELETE"):
            execute(
                f"""
                CREATE TRIGGER published_set_{table}_{event.lower()} BEFORE {event} ON {table}
                WHEN EXISTS (SELECT 1 FROM evaluations_criteriaset s
                             WHERE s.id = OLD.criteria_set_id AND s.state <> 'draft')
                BEGIN SELECT RAISE(ABORT, 'set_published: {table} refuses {event}'); END
                """
            )


def _executor(schema_editor):
    """Run SQL as it stands: with parameters None a per cent sign is only a per cent sign."""
    return lambda statement: schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    (_install_postgresql if is_postgresql else _install_sqlite)(_executor(schema_editor))


def remove(apps, schema_editor):
    execute = _executor(schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        for table, _way in _guarded():
            execute(f"DROP TRIGGER period_guard ON {table}")
        for way in OF_ROW:
            execute(f"DROP FUNCTION vhcv_period_guard_{way}()")
        for table in OF_SET:
            execute(f"DROP TRIGGER published_set ON {table}")
        execute("DROP FUNCTION vhcv_published_set()")
        return
    for table, _way in _guarded():
        for event in ("insert", "update", "delete"):
            execute(f"DROP TRIGGER period_guard_{table}_{event}")
    for table in OF_SET:
        for event in ("update", "delete"):
            execute(f"DROP TRIGGER published_set_{table}_{event}")


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial"), ("feedback", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
