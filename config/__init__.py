"""With what: data and its validation."""
