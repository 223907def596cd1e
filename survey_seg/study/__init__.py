"""The study folder on disk, and the steps behind the commands."""
