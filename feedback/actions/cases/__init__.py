"""What the desk of agencies and Home Affairs does with released cases, one module per act."""
