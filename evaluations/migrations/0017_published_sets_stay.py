"""A published set stays as it was published, in its own row and in what belongs to it.

0002 refused to change or delete a group or criterion of a published set. Here the database also refuses one
that is added or moved in, any change of the set's own row but its retiring, its deletion, and a set that does
not begin as a draft.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("evaluations.migrations.0014_closing_guards")
SET, OF_SET = "evaluations_criteriaset", BEFORE.SET_TABLES
STATES = "NEW.state = OLD.state OR (OLD.state = 'published' AND NEW.state = 'retired')"


def _held(row):
    """Refuse unless the row's set is a draft, which nobody publishes before this transaction is over."""
    return f"""
        SELECT state INTO found FROM {SET} WHERE id = {row}.criteria_set_id FOR SHARE;
        IF found.state <> 'draft' THEN {BEFORE._raise("set_published")} END IF;"""


POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION vhcv_published_set() RETURNS trigger AS $$
    DECLARE found record;
    BEGIN
      IF TG_OP <> 'INSERT' THEN {_held("OLD")} END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      {_held("NEW")}
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    *(
        statement
        for table in OF_SET
        for statement in (
            f"DROP TRIGGER published_set ON {table}",
            f"CREATE TRIGGER published_set BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION vhcv_published_set()",
        )
    ),
    f"""
    CREATE FUNCTION vhcv_guard_set() RETURNS trigger AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN {BEFORE._raise("set_published")} END IF;
        RETURN NEW;
      END IF;
      IF OLD.state <> 'draft' THEN
        IF TG_OP = 'DELETE' THEN {BEFORE._raise("set_published")} END IF;
        IF to_jsonb(NEW) - 'state' <> to_jsonb(OLD) - 'state' OR NOT ({STATES}) THEN
          {BEFORE._raise("set_published")}
        END IF;
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""CREATE TRIGGER published_set BEFORE INSERT OR UPDATE OR DELETE ON {SET}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_set()""",
]
DROP_POSTGRESQL = [
    f"DROP TRIGGER published_set ON {SET}",
    "DROP FUNCTION vhcv_guard_set()",
    """
    CREATE OR REPLACE FUNCTION vhcv_published_set() RETURNS trigger AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM evaluations_criteriaset s
                 WHERE s.id = OLD.criteria_set_id AND s.state <> 'draft') THEN
        RAISE EXCEPTION 'set_published: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    *(
        statement
        for table in OF_SET
        for statement in (
            f"DROP TRIGGER published_set ON {table}",
            f"CREATE TRIGGER published_set BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION vhcv_published_set()",
        )
    ),
]


def _published(row):
    return f"EXISTS (SELECT 1 FROM {SET} s WHERE s.id = {row}.criteria_set_id AND s.state <> 'draft')"


def _of_set_sqlite(table):
    """The guards of a table of groups or criteria; REPLACE removes a row without asking a DELETE trigger."""
    replaced = f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id AND {_published('t')})"
    whens = {
        "INSERT": f"{_published('NEW')} OR {replaced}",
        "UPDATE": f"{_published('OLD')} OR {_published('NEW')}",
        "DELETE": _published("OLD"),
    }
    for event in ("UPDATE", "DELETE"):
        yield f"DROP TRIGGER published_set_{table}_{event.lower()}"
    for event, when in whens.items():
        yield f"""
        CREATE TRIGGER published_set_{table}_{event.lower()} BEFORE {event} ON {table}
        WHEN {when} BEGIN {BEFORE._abort("set_published", table, event)} END
        """


def _sqlite(columns):
    for table in OF_SET:
        yield from _of_set_sqlite(table)
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns if name != "state")
    whens = {
        "INSERT": "NEW.state <> 'draft'",
        "UPDATE": f"OLD.state <> 'draft' AND ({changed} OR NOT ({STATES}))",
        "DELETE": "OLD.state <> 'draft'",
    }
    for event, when in whens.items():
        yield f"""
        CREATE TRIGGER published_set_{SET}_{event.lower()} BEFORE {event} ON {SET}
        WHEN {when} BEGIN {BEFORE._abort("set_published", SET, event)} END
        """
    yield f"""
    CREATE TRIGGER published_set_no_replace BEFORE INSERT ON {SET}
    WHEN EXISTS (SELECT 1 FROM {SET} s WHERE s.state <> 'draft'
                 AND (s.id = NEW.id OR (s.code = NEW.code AND s.version = NEW.version)))
    BEGIN {BEFORE._abort("UNIQUE constraint failed", SET, "REPLACE")} END
    """


DROP_SQLITE = [
    "DROP TRIGGER published_set_no_replace",
    *(
        f"DROP TRIGGER published_set_{table}_{event.lower()}"
        for table in (SET, *OF_SET)
        for event in BEFORE.ROWS
    ),
    *BEFORE.PUBLISHED,
]


def install(apps, schema_editor):
    columns = [field.column for field in apps.get_model("evaluations", "CriteriaSet")._meta.concrete_fields]
    BEFORE._run(schema_editor, POSTGRESQL, list(_sqlite(columns)))


def remove(apps, schema_editor):
    BEFORE._run(schema_editor, DROP_POSTGRESQL, DROP_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0016_closed_rows_whole")]
    operations = [migrations.RunPython(install, remove)]
