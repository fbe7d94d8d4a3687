"""What a publisher admits: blocks of a page in; notices, their values and their edit out."""
