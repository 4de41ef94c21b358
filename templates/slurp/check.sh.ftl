src=[=src]
file_removed "$src"
file_look "$src"
[ -e "$FILE_SEEN" ] || missing "there is no $src on this host" path "$src"
[ -f "$FILE_SEEN" ] || cannot "$src is not a regular file"
have base64 || missing "command not found: base64" command base64
[ "$(wc -c <"$FILE_SEEN")" -le 524288 ] || cannot "$src has more than 512 KiB, which is more than a result can hold; fetch: brings it to the controller"
content=$(base64 <"$FILE_SEEN") || cannot "cannot read $src"
data content "\"$(printf %s "$content" | tr -d '\n')\""; result encoding base64; result source "$src"
