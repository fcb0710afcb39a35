"""Whether inspectors measure alike: strictness, agreement of double inspections, and the sample of them."""
