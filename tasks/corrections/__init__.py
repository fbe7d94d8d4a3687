"""What a publisher admits: blocks of a page in; notices with their kinds and values, and the edit they explain, out."""
