"""What words of questionnaires mean to the rules: scales, classes, topics, periods, verbs, in English and German."""
