"""The fourth voice: what agencies write into their registers, and what the inspectorate verified of it."""
