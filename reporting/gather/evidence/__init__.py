"""The very rows behind a figure, chosen as the scoring chose them, so that Σn and Σk can be compared."""
