"""The scoring rulebook S1–S13 as pure functions; docs/rulebook.md maps clause, function and test.

Nothing here touches the database, the settings or the clock. Values are exact fractions of whole numbers
inside, ``Decimal`` outside; a figure is rounded once, in the rule whose clause says so.
"""
