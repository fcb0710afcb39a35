"""Acts of those who hold the keys to citizens' words."""
