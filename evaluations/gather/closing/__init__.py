"""What is read to close a period, and of closed ones."""
