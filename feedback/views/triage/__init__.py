"""Pages of the custodian's desk; all stand below the address that the key's cookie goes to."""
