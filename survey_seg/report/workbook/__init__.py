"""The report as a workbook: every number as a number, in tables that can be filtered."""
