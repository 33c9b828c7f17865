"""What is timed, at which size, against what; ``make bench`` runs all of it."""
