"""The window: everything here may use Qt, and nothing outside needs it to compute."""
