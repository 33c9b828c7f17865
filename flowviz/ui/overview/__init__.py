"""The overview panel: how well the dossier stands, what to do next, and what is proposed."""
