"""The project about itself: import direction, settings, set-up, machinery."""
