path=[=path]
result path "$path"
! promised path "$path" || defer "an earlier task changes $path" path "$path"
! promised absent "$path" || defer "an earlier task removes $path" absent "$path"
<#if follow>
[ ! -L "$path" ] || path=$(readlink -f -- "$path") || path=
</#if>
is() { if test "$2" "$path"; then result "$1" true; else result "$1" false; fi; }
if [ ! -e "$path" ] && [ ! -L "$path" ]; then result exists false; return 0; fi
result exists true
if [ -L "$path" ]; then
  result islnk true; result isdir false; result isreg false
  result target "$(readlink -- "$path")"
else
  result islnk false; is isdir -d; is isreg -f
fi
facts=$(stat -c '%a %U %G %u %g %s %Y' -- "$path") || cannot "cannot stat $path"
set -- $facts
case ${#1} in 1) set -- "000$@" ;; 2) set -- "00$@" ;; 3) set -- "0$@" ;; esac
result mode "$1"; result owner "$2"; result group "$3"; result uid "$4"; result gid "$5"
result size "$6"; result mtime "$7"
<#if checksum>
[ ! -f "$path" ] || { sum=$(sha256sum <"$path") || cannot "cannot read $path"; result checksum "${sum%% *}"; }
</#if>
