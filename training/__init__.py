"""How the bundled weights are made, from public data to a file that runs without torch."""
