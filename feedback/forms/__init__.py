"""Forms of the citizens' side, one module per subject: they clean what was typed; they save nothing."""
