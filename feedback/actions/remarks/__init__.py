"""The sentences that come with ratings: keeping, reading, letting through."""
