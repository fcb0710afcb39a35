"""Words that must never leave their envelope are planted, and looked for everywhere (RELIABILITY G1, G3)."""
