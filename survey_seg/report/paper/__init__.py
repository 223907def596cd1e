"""The questionnaire on paper: page, workbook and document, with the findings beside the questions."""
