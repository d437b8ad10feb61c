"""What the README's pictures are taken of: the product, standing still in an afternoon of the demo's scan."""
