"""What the registers compute: which fields an entry has, when it may stand, and what k of n it comes to."""
