"""What follows the minutes, read from the database for the rules and the pages."""
