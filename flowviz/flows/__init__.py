"""Flows: what the records add up to under a query, and the evidence behind it; no Qt."""
