"""Answers of real people, read, bound to the questionnaire and screened."""
