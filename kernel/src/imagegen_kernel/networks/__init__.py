"""Frozen networks that turn photographs into features, by PyTorch."""
