"""Which passages are notices: candidates, labels, evidence, and where they are cut."""
