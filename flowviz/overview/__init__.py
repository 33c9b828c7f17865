"""How well a dossier stands, what to do next, and what flowviz proposes and never does itself."""
