"""Checks that flag answers nobody gave in earnest."""
