"""Writing a criteria set: the order of its rows, what each measure needs, settings that say the same."""
