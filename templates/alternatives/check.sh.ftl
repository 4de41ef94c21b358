case $name in '' | -* | *[!A-Za-z0-9._+-]*) cannot "this is no name of an alternative: $name" ;; esac
[ -n "$path" ] || [ "$state" = auto ] || cannot "state: $state needs path"
have "$tool" || unsupported "neither update-alternatives nor alternatives is on this host"
! promised alternative "$name" || defer "an earlier task changes the alternative $name" alternative "$name"
promise alternative "$name"
alternatives_look
case $state in
  selected | present)
    [ -e "$path" ] || promised path "$path" || missing "there is no $path" path "$path"
    [ -n "$choice" ] || [ -n "$known" ] || [ -n "$link" ] || missing "there is no alternative $name on this host; link says where it is to be" alternative "$name"
    has=${choice:+present}; [ -z "$priority" ] || has=${rank:+priority $rank}
    want "choice $path" "${priority:+priority }${priority:-present}" "$has"
    [ "$state" = present ] || { want "$name" "$path" "$current"; want mode manual "$mode"; } ;;
  auto)
    [ -n "$known" ] || missing "there is no alternative $name on this host" alternative "$name"
    want mode auto "$mode"
    [ "$mode" = auto ] || [ "$current" = "$best" ] || want "$name" "$best" "$current" ;;
  absent) [ -z "$choice" ] || want "choice $path" absent "priority $rank" ;;
esac
