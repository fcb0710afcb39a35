"""What people do with the registers, one use case a module."""
