"""Forms: one window a record, filled by hand, checked as one types, kept as one leaves a field."""
