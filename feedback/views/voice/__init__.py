"""Pages of what citizens say, for agencies, Home Affairs and the leaders of the province."""
