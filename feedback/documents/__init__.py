"""Papers of the citizens' side that are printed: posters of counters."""
