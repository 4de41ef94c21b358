engine_info [=timeout]
memory=[=memory] seconds=[=timeout] name=drydock-verify-$$
work=$(mktemp -d "$D/verify.XXXXXX")
cleanup() {
  [ -n "$proven" ] || docker_ "$seconds" rm -f "$name-1" "$name-2"
  docker_ "$seconds" volume rm -f "$name"
  docker_ "$seconds" rmi -f "$name"
  rm -rf "$work"
} >/dev/null 2>&1
proven=
trap cleanup EXIT

userland "$work"
tar -C "$work" -cf - . | docker_ "$seconds" import - "$name" >/dev/null || cannot "the engine takes no image of this host's shell"

first=$(docker_ "$seconds" run --rm --name "$name-1" --memory "$memory" --volume "$name:/kept" "$name" /bin/sh -c '
  for p in /proc/[0-9]*; do pids="$pids ${p#/proc/}"; done
  for f in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do [ ! -r $f ] || read -r limit <$f; done
  echo kept >/kept/mark
  echo "pid=$$ pids=$pids limit=$limit"') || cannot "no container runs: $first"
echo "first container: $first"
case $first in
  *"pid=1 pids= 1 "*) result pid_namespace ok ;;
  *) cannot "the container has no process namespace of its own: $first" ;;
esac
limit=${first##*limit=}
# The kernel rounds it down to whole pages.
case $limit in
  '' | *[!0-9]*) limit=none ;;
  *) [ "$limit" -le "$memory" ] && [ $((memory - limit)) -lt 65536 ] || limit=none ;;
esac
[ "$limit" != none ] || cannot "the memory limit of $memory bytes is not in force: $first"
result memory_limit ok
second=$(docker_ "$seconds" run --rm --name "$name-2" --network none --volume "$name:/kept:ro" "$name" \
  /bin/sh -c 'read -r mark </kept/mark; echo "$mark"') ||
  cannot "no second container runs: $second"
[ "$second" = kept ] || cannot "the volume lost what the first container wrote to it: $second"
result volume ok
proven=1

record=[=record]
mkdir -p -- "${record%/*}"
put_file "$record" "$(engine_state)$NL"
