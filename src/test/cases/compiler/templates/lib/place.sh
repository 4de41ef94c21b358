place_has() { [ -e "$1" ] && echo yes; }
place_make() { : >"$1"; }
