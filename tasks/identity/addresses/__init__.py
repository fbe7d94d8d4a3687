"""What `canonical_url` and the learning of parameters go by."""
