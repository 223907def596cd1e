"""The questionnaire: what is asked, why, and how such people are found."""
