"""One person's answers to a segment, in plain integer arithmetic."""
