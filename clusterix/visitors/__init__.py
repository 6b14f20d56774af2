"""What visitors write to those who run the portal: forms without account, cookie and JavaScript."""
