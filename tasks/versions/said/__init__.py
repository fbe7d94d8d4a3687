"""What an observation says against what is held: statements, differences, notices, edits."""
