"""What the comparison of inspectors reads: their marks, double inspections, and candidates of the sample."""
