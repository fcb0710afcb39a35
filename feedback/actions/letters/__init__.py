"""The acts of a letter: write, edit, give up, issue, send; and templates to begin with."""
