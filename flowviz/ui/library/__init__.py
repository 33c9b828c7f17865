"""The panel of sources: what is cited, by what, how far it is trusted, and what it rests on."""
