"""What people may change in core."""
