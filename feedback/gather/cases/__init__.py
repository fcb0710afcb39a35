"""Reading released cases for the desk, the duties of the night and the public page."""
