"""What citizens say, for the pages of agencies: set-based, as far as it may be told."""
