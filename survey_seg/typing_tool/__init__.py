"""A few golden questions that put a new person into a segment."""
