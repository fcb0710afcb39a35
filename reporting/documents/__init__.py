"""Papers of figures: what pages say, as it is printed."""
