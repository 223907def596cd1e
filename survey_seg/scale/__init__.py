"""Sums, scores and files of millions of people in streams: plain SQL, and the engines that run it.

Knows tables and numbers only: no questionnaire, no segment's name. The only door to DuckDB, Polars and Spark.
"""
