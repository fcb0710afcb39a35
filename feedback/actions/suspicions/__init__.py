"""Setting stuffed ratings aside, where they wait for a person's look, and back."""
