"""Questionnaire files in and out."""
