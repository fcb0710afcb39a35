"""What pages read, each by a constant number of statements whatever the size of the province."""
