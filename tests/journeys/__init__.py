"""Whole paths through the portal in a real browser, one person handing over to the next."""
