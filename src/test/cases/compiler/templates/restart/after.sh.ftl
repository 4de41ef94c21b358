say "back after $reason"
