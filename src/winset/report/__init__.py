"""The report: words, charts and the one-file page, made from an analysis without recomputing."""
