"""Official papers of an inspection as pure functions: frozen facts in, a paper of blocks out."""
