"""Tests of the what-if's pages and acts."""
