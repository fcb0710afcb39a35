"""The app on the phone: its engine and its screens, in a real browser."""
