"""Keys, vaults, shares, looks."""
