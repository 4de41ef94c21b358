have base64 || missing "command not found: base64" command base64
FOLLOW=true
{ contents [=src] || put_temp "cut.$TASK" ''; } | base64 >"$WORK/fetched.$TASK" || cannot_write "$WORK"
[ ! -e "$WORK/cut.$TASK" ] || cannot "cannot read "[=src]
sum=$(base64 -d <"$WORK/fetched.$TASK" | sha256sum) || cannot_write "$WORK"
at=1 size=$(wc -c <"$WORK/fetched.$TASK")
while [ "$at" -le "$size" ]; do
  ev part "$TASK" "$(tail -c "+$at" "$WORK/fetched.$TASK" | head -c 1000000)"
  at=$((at + 1000000))
done
ev kept "$TASK" "${sum%% *}"
