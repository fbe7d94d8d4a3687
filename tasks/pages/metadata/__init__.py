"""Title, names, dates, language and picture, each with where it came from."""
