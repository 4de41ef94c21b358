place_make [=path]
