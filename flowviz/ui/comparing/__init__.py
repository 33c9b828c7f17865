"""Another dossier beside the one that is shown: what differs, and what of it is taken over."""
