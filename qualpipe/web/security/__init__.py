"""What keeps the pages to those they are for: sessions, throttle, gate, headers."""
