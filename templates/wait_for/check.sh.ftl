<#if search_regex?? && !port?? && !path??>cannot "search_regex goes with port or path"</#if>
<#if state == "drained" && !port??>cannot "state: drained goes with port"</#if>
host=[=host] limit=[=timeout] within=[=connect_timeout]
uptime() { read -r now _ </proc/uptime; now=${now%%.*}; }   # no change of the clock lengthens it
<#if port??>
port=[=port] hex=$(printf %04X [=port])
what="$host:$port"

# sockets STATES: a socket of the host with that port has one of these states, as /proc/net/tcp writes them.
sockets() {
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v states="$1" -v hex="$hex" -v host="$host" '
    BEGIN { n = split(states, word, " "); for (i = 1; i <= n; i++) wanted[word[i]] }
    !($4 in wanted) || $2 !~ (":" hex "$") { next }
    $4 == "0A" {   # listens: at all addresses, or at that of the loopback
      address = substr($2, 1, index($2, ":") - 1)
      any = address ~ /^0+$/
      four = address == "0100007F" || address == "7F000001" || address == "0000000000000000FFFF00000100007F"
      six = address == "00000000000000000000000001000000" || address == "00000000000000000000000000000001"
      if (!any && !(four && host != "::1") && !(six && host != "127.0.0.1")) next
    }
    { found = 1; exit }
    END { exit !found }'
}

# greeting: prints what the port says first, or nothing; false where it is closed.
greeting() {
  if have bash && have timeout; then
    timeout "$within" bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 1; '<#if search_regex??>'timeout 2 cat <&3 || :'<#else>':'</#if> "$host" "$port" 2>/dev/null </dev/null
  elif have nc; then
    nc -w "$within" "$host" "$port" </dev/null 2>/dev/null
  else
    unsupported "to ask $what the host needs bash or nc"
  fi
}

is_open() {
<#if search_regex??>
  greeting | head -c 4096 | grep -Eq -e [=search_regex]
<#else>
  case $host in
    127.0.0.1 | ::1 | localhost) if [ -r /proc/net/tcp ]; then sockets 0A; else greeting >/dev/null; fi ;;
    *) greeting >/dev/null ;;
  esac
</#if>
}
<#switch state>
<#case "stopped"><#case "absent">
wish="$what to be closed"; met() { ! is_open; }
<#break>
<#case "drained">
wish="all connections to port $port to end"; met() { ! sockets '01 02 03 04 05 06'; }
<#break>
<#default>
wish="$what"<#if search_regex??>" to say "[=search_regex]<#else>" to be open"</#if>; met() { is_open; }
</#switch>
<#elseif path??>
path=[=path]
holds() {
<#if search_regex??>
  [ -e "$path" ] && grep -Eqs -e [=search_regex] -- "$path"
<#else>
  [ -e "$path" ]
</#if>
}
wish="$path to "<#if search_regex??>"hold "[=search_regex]<#else>exist</#if>
<#if state == "stopped" || state == "absent">
wish="$path not to "<#if search_regex??>"hold "[=search_regex]<#else>exist</#if>; met() { ! holds; }
<#else>
met() { holds; }
</#if>
<#else>
[ "$MODE" = apply ] || { say "waits for "[=timeout]" s"; return 0; }
sleep [=timeout]
result elapsed [=timeout]
return 0
</#if>
<#if port?? || path??>
if [ "$MODE" != apply ]; then
  ! met || { result elapsed 0; return 0; }
  [ -z "$LAST_CHANGE" ] || defer "it waits for $wish"
  later "it is not so now: an apply waits up to $limit s for $wish"
  return 0
fi
uptime; began=$now
[ [=delay] = 0 ] || sleep [=delay]
until met; do
  uptime
  [ $((now - began)) -lt "$limit" ] || cannot [=msg!""]<#if !msg??>"waited $limit s for $wish"</#if>
  sleep [=sleep]
done
uptime; result elapsed $((now - began))
</#if>
