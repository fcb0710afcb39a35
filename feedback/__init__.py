"""What citizens say: ratings at a counter; knows agencies and days, not periods or scores."""
