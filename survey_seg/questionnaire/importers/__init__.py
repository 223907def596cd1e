"""Questionnaires from other tools, one file per format."""
