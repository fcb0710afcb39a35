"""What phones send, and what the server makes of it."""
