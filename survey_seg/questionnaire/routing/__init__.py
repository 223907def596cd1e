"""Who is asked what: the graph of a questionnaire, its conditions solved, and the time it takes."""
