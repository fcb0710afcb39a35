"""The desk of agencies and Home Affairs: pages of released cases, one module per subject."""
