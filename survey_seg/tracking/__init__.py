"""After the study: when to look again."""
