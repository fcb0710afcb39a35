"""Faults between phone and server, made on purpose."""
