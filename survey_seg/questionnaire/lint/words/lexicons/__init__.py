"""The words that wording rules look for, one module for each language."""
