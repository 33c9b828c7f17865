"""Comparing: what two dossiers have in common, what differs, and what of it is taken over."""
