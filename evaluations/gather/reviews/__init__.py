"""What the heads' pages read: people with their three columns, quotas, who signs, sheets."""
