"""How: the only code that touches network, bucket, clock or another process; values in and out."""
