"""The way of a file into the dossier: its columns, its names, what changes, and the import."""
