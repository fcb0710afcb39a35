"""Pages of the custodians: their key, the vaults, unlocking them for a while."""
