"""The panel that searches everything in the dossier."""
