"""The questionnaire for other tools, one file per format."""
