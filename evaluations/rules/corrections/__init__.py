"""S15: what a correction puts in the place of frozen inputs, and every figure and rank that moves by it."""
