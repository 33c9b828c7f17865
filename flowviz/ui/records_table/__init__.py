"""The records table: one row a record of the flows shown, beside the picture."""
