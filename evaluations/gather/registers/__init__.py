"""From verified entries and the portal's own records to the facts of the fourth voice."""
