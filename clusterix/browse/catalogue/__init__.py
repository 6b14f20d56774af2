"""The catalogue: what lists and search know of public records, kept beside them and read into memory."""
