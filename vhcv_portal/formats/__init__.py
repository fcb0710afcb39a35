"""Own formats of dates and numbers, by language; Django's Vietnamese ones misread 02/11/2026."""
