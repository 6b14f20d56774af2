"""The full-text index over the words of entries, kept by the database itself."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE browse_fulltext USING fts5(
        words, content='browse_entry', content_rowid='id', columnsize=0, tokenize="ascii tokenchars ':=&'"
    )""",
    """CREATE TRIGGER browse_entry_written AFTER INSERT ON browse_entry BEGIN
        INSERT INTO browse_fulltext(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER browse_entry_deleted AFTER DELETE ON browse_entry BEGIN
        INSERT INTO browse_fulltext(browse_fulltext, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER browse_entry_changed AFTER UPDATE OF words ON browse_entry
    WHEN old.words <> new.words BEGIN
        INSERT INTO browse_fulltext(browse_fulltext, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO browse_fulltext(rowid, words) VALUES (new.id, new.words);
    END""",
]
SQLITE_BACK = [
    "DROP TRIGGER browse_entry_changed",
    "DROP TRIGGER browse_entry_deleted",
    "DROP TRIGGER browse_entry_written",
    "DROP TABLE browse_fulltext",
]
# The words go in as they are: no parser of the database's looks at them.
POSTGRESQL = [
    """CREATE FUNCTION browse_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
        FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS listed(word, place)
        WHERE word <> ''
    $$""",
    "ALTER TABLE browse_entry ADD COLUMN vector tsvector GENERATED ALWAYS AS (browse_vector(words)) STORED",
    "CREATE INDEX browse_entry_vector ON browse_entry USING gin (vector) WITH (fastupdate = off)",
]
POSTGRESQL_BACK = ["ALTER TABLE browse_entry DROP COLUMN vector", "DROP FUNCTION browse_vector(text)"]


def _run(schema_editor, on_sqlite, on_postgresql):
    for statement in on_sqlite if schema_editor.connection.vendor == "sqlite" else on_postgresql:
        schema_editor.execute(statement, params=None)


def forwards(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def backwards(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("browse", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
