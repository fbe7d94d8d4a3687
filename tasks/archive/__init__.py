"""What is kept: keys, records and claims; values in, objects out, and back."""
