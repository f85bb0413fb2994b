"""Labelled text of others: read from their formats, and written in them."""
