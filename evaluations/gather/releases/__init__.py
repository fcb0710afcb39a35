"""What a release shows, read from the results of a snapshot."""
