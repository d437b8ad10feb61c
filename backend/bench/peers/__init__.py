"""What the product is measured beside: the least that others do, and the same work done their way."""
