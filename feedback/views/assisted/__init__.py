"""Pages on which a second office keys in for citizens."""
