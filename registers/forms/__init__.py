"""Forms of the registers: they clean what was typed and say what is wrong; they save nothing."""
