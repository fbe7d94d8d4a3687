"""What a page says: bytes in; blocks, body, metadata, notices and signals out."""
