"""What is read to correct a closed period: its newest snapshot, what it moves, late facts."""
