"""What is wrong with a questionnaire before it is fielded."""
