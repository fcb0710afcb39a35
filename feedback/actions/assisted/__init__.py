"""What a second office does for a citizen who cannot use a telephone."""
