"""Loading the demonstration province of ``agencies.province`` into the database.

``load.load_province`` is the way in: first what stands (criteria, agencies, people, accounts) in one
transaction, then one transaction per month, oldest first, each ending with its results. What was loaded is
read back from the audit trail, so a load that broke off goes on where it stopped. Triggers stay on
throughout: the demonstration passes the same guards as anybody's data.
"""
