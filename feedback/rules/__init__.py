"""Plain computing of the citizens' side: no database, no clock."""
