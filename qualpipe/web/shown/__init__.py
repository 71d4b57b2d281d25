"""How what the project returns is put before the eye: numbers, pictures, tables; no HTML."""
