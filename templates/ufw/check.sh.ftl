have ufw || missing "ufw is not installed: install it with package" command ufw
<#if rule??>
<#if interface?? && (direction!"") == "">cannot "interface needs direction: in or out"</#if>
<#if (direction!"") == "routed">cannot "direction: routed is for default; route: true makes a rule for what is forwarded"</#if>
# Where nothing can be written, ufw says it of a copy of its files: it would refuse for those that it cannot write.
at=
if [ -n "$SEALED" ]; then
  at=$WORK/ufw.$TASK/files
  for file in /etc/ufw /etc/default/ufw /lib/ufw /usr/share/ufw; do
    [ ! -e "$file" ] || { mkdir -p "$at${file%/*}" && cp -r "$file" "$at${file%/*}"; } || { why_not "$WORK"; cannot "cannot copy $file to $WORK: $WHY_NOT"; }
  done
fi
said=$(rule ufw ${at:+"--rootdir=$at" "--datadir=$at"} --dry-run 2>"$WORK/ufw.err") || cannot "ufw refuses the rule: $(tail -n 3 "$WORK/ufw.err")"
now= new=
for family in 4 6; do
  at=user; [ "$family" = 4 ] || at=user6
  old=$(tuples "/etc/ufw/$at.rules")
  # Where a family is concerned, all of its rules follow; what is skipped stays.
  will=$(printf '%s\n' "$said" | awk -v family="$family" '
    /^:ufw-user-input/ { now = 4; seen[4] } /^:ufw6-user-input/ { now = 6; seen[6] }
    now == family && /^### tuple ### / { text = text substr($0, 15) "\n" }
    END { if (family in seen) printf "%s.", text; else printf "-" }')
  case $will in -) will=$old ;; *) will=${will%.}; will=${will%"$NL"} ;; esac
  now=$now${old:+$old$NL} new=$new${will:+$will$NL}
done
[ "$now" = "$new" ] || {
  ! promised ufw rules || defer "an earlier task changes the rules" ufw rules
  content_differs "rules of ufw" content "$new" "$now"
  promise ufw rules
}
</#if>
<#if default??>
case $side in
  outgoing) key=DEFAULT_OUTPUT_POLICY ;;
  routed) key=DEFAULT_FORWARD_POLICY ;;
  *) key=DEFAULT_INPUT_POLICY ;;
esac
case $(setting /etc/default/ufw "$key") in ACCEPT) is=allow ;; DROP) is=deny ;; REJECT) is=reject ;; *) is= ;; esac
want "default of $side" [=default] "$is"
</#if>
<#if logging??>
level=$(setting /etc/ufw/ufw.conf LOGLEVEL)
case [=logging]:$level in on:off | on:) want logging low "$level" ;; on:*) ;; *) want logging [=logging] "$level" ;; esac
</#if>
<#if state?? && state != "reloaded">
case $(setting /etc/ufw/ufw.conf ENABLED) in [Yy]*) is=enabled ;; *) is=disabled ;; esac
want state [=state] "$is"
<#elseif state??>
act reloaded
</#if>
