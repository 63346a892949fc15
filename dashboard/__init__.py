"""The Tonelens dashboard: what a person sees. Start it with `tonelens dashboard`."""
