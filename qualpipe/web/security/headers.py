"""Headers that every answer bears: nothing from elsewhere runs, loads or frames a page."""

CONTENT_POLICY = "; ".join(  # noqa: FLY002 - a rule a line
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
# Speech is not to lie about in a browser's cache; scripts and styles are asked after each time.
PRIVATE, STATIC = "no-store", "no-cache"


def with_headers(
    headers: list[tuple[bytes, bytes]], *, path: str, secure: bool
) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer with those that every answer bears."""
    own = dict(HEADERS)
    own["cache-control"] = STATIC if path.startswith(("/static/", "/messages/")) else PRIVATE
    if secure:
        own["strict-transport-security"] = "max-age=31536000"
    kept = [(name, value) for name, value in headers if name.decode().lower() not in own]
    return [*kept, *((name.encode(), value.encode()) for name, value in own.items())]
