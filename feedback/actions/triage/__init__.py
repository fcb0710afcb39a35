"""Acts of the custodian's desk: reading what is sealed, deciding what goes out, the nightly batch."""
