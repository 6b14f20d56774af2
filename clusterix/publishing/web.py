def web(address: str) -> str:
    """Return the address if it leads to a page of the web, else nothing: no link may run a script."""
    return address if address.lower().startswith(("http://", "https://")) else ""
