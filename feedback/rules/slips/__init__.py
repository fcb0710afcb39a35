"""Paper slips keyed in by a second office."""
