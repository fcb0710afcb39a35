"""What phones take along, what they have sent, and what is still to be settled."""
