"""The demonstration in the database: what was loaded, twice, in pieces, and through the app's own eyes."""
