"""Set-based reading for the pages: names of a day, the tree, an agency's story, people with their posts."""
