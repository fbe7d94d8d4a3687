"""What becomes a version: an observation and a store in; at most one new version out."""
