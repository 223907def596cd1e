"""Positioning briefs: a page per segment to win, in the report and as a document."""
