"""Where the voices about an agency differ, how its heads judge, and whose forms show proof."""
