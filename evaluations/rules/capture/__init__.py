"""What a phone may record, and how records of several people about one thing become one value."""
