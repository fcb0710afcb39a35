"""The demonstration province: facts of Vĩnh Long, and generated people and behaviour. No database in here.

``facts`` reads what is true (communes, old Trà Vinh, the complaint series), ``plan.build_province`` lays
out agencies and people, ``months.month_of_behaviour`` streams what happened in one month. The same seed
gives the same province. Everything about people and scores is invented and
must be marked as a demonstration wherever it is shown.
"""
