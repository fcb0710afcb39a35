"""Overlapping versions, postings and grants are refused by the database on both engines."""

from django.db import migrations

# table, constraint, columns that must be equal, extra condition on both rows
RULES = [
    ("agencies_agencyversion", "agency_version_no_overlap", ["agency_id"], ""),
    ("agencies_posting", "posting_one_regular", ["staff_id"], "kind = 'regular'"),
    ("agencies_posting", "posting_no_overlap", ["staff_id", "agency_id"], ""),
    ("agencies_rolegrant", "role_grant_no_overlap", ["user_id", "role", "agency_id"], ""),
]


def _postgresql(table, name, columns, condition):
    equal = ", ".join(f"{column} WITH =" for column in columns)
    where = f" WHERE ({condition})" if condition else ""
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist "
        f"({equal}, daterange(starts_on, ends_on) WITH &&){where}"
    )


def _sqlite(table, name, columns, condition, event):
    equal = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
    both = f" AND other.{condition} AND NEW.{condition}" if condition else ""
    return f"""
    CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table}
    WHEN EXISTS (
      SELECT 1 FROM {table} AS other
      WHERE {equal}{both} AND other.id IS NOT NEW.id
        AND other.starts_on < COALESCE(NEW.ends_on, '9999-12-31')
        AND NEW.starts_on < COALESCE(other.ends_on, '9999-12-31'))
    BEGIN SELECT RAISE(ABORT, 'overlap: {name}'); END
    """


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist", params=None)
        for rule in RULES:
            schema_editor.execute(_postgresql(*rule), params=None)
        return
    for rule in RULES:
        for event in ("INSERT", "UPDATE"):
            schema_editor.execute(_sqlite(*rule, event), params=None)


def remove(apps, schema_editor):
    for table, name, _columns, _condition in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}", params=None)
        else:
            schema_editor.execute(f"DROP TRIGGER {name}_insert", params=None)
            schema_editor.execute(f"DROP TRIGGER {name}_update", params=None)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
