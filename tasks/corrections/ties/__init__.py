"""Which edit a notice explains: values found again, however they are worded, or what is left."""
