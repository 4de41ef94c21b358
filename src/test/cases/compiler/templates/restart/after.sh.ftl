say "back after "[=reason]
