"""What any administration portal needs, without a word of the domain."""
