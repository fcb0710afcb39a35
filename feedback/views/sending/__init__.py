"""Public pages of a report: where it belongs, writing it, following it. No account, no cookie, no script."""
