"""What planning reads: coverage, risk, populations of draws, plans and their lines, sheets."""
