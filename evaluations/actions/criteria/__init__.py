"""The acts on criteria sets: drafting, publishing by two people, retiring, files; one module each."""
