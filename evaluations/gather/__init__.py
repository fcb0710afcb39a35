"""Fills the inputs of the rules from the database, set-based; never does arithmetic of the rulebook."""
