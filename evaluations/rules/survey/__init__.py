"""The anonymous staff survey: blind signatures on ballots, and what the ballots come to."""
