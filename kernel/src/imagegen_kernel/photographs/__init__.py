"""Measuring photographs: networks see every image once, then the measures see the features."""
