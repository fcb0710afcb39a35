"""The voices, outliers and heads of a month, read from stored results and decided forms."""
