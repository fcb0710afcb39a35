"""Commands of the assembly."""
