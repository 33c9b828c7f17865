"""The history panel: everything that was done, who did it and when, and what it changed."""
