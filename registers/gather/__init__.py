"""Reading the registers: set-based, for pages, counts and the other apps."""
