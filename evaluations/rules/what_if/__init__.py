"""What if the rules were others: a set with changes, and how every agency moves under it; nothing is kept."""
