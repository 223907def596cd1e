"""Drawings of the report: what each shows is decided elsewhere, how it looks is decided here."""
