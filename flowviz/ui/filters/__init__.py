"""The panel of filters: every value that a query can be narrowed to, with its count of records."""
