"""The local web app in which people review; it shows the project and decides nothing itself."""
