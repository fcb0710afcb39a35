"""A score explained step by step: the clause of the rulebook beside each step, and the numbers put in."""
