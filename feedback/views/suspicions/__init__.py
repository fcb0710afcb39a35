"""Pages about ratings that were set aside."""
