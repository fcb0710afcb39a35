"""Pages and answers of the app that records on a phone without network."""
