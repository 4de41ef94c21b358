# The order of versions.

# version_at_least VERSION MINIMUM: by the one order of versions, which version_at_least of templates has too. Part by part, numbers are
# later than letters, these later than nothing, that later than rc and its like, those later than ~.
version_at_least() {
  _v=$1 _m=$2
  case ${_v%%:*} in '' | "$_v" | *[!0-9]*) _v=0:$_v ;; esac
  case ${_m%%:*} in '' | "$_m" | *[!0-9]*) _m=0:$_m ;; esac
  while :; do
    version_part "$_v"; _have=$_part _rank=$_kind _v=$_rest
    version_part "$_m"; _m=$_rest
    [ "$_rank" -eq "$_kind" ] || { [ "$_rank" -gt "$_kind" ]; return; }
    [ "$_kind" -ne 2 ] || return 0
    [ "$_have" != "$_part" ] || continue
    if [ "$_kind" -eq 4 ] && [ ${#_have} -ne ${#_part} ]; then [ ${#_have} -gt ${#_part} ]; return; fi
    expr "x$_have" '>' "x$_part" >/dev/null; return
  done
}

# version_part TEXT: sets _part to the first part of a version, _kind to what it is, as a number that grows with its lateness, and
# _rest to what follows. Zeros at the end of a run of numbers are none.
version_part() {
  _rest=$1 _part='' _kind=2
  while :; do case $_rest in [!0-9A-Za-z~]*) _rest=${_rest#?} ;; *) break ;; esac; done
  case $_rest in
    '') ;;
    '~'*) _kind=0 _part='~' _rest=${_rest#?} ;;
    [0-9]*)
      _kind=4 _part=${_rest%%[!0-9]*}; _rest=${_rest#"$_part"}
      while :; do case $_part in 0?*) _part=${_part#0} ;; *) break ;; esac; done
      [ "$_part" = 0 ] || return 0
      _ahead=$_rest
      while :; do case $_ahead in [!0-9A-Za-z~]* | 0*) _ahead=${_ahead#?} ;; *) break ;; esac; done
      case $_ahead in [1-9]*) ;; *) version_part "$_ahead" ;; esac ;;
    *)
      _kind=3 _part=${_rest%%[!A-Za-z]*}; _rest=${_rest#"$_part"}
      case $_part in rc | alpha | beta | pre | preview) _kind=1 ;; esac ;;
  esac
}
