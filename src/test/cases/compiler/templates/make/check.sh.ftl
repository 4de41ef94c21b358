want made yes "$(place_has [=path])"
