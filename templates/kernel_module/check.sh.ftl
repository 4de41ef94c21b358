file=[=name?replace("[-_]", "[-_]", "r")]
read -r release </proc/sys/kernel/osrelease

# listed dep|builtin: the list of the running kernel's modules of that kind has it.
listed() { grep -qE "/$file\.ko" "/lib/modules/$release/modules.$1" 2>/dev/null; }

built_in() {
  listed builtin || { [ -d "/sys/module/$module" ] && ! grep -q "^$module " /proc/modules 2>/dev/null; }
}

may_change() {
  [ -e /proc/modules ] || unsupported "this kernel has no loadable modules"
  able=self; [ -z "$SEALED" ] || able=$PPID   # a plan's checks are run without powers that the host's own processes have
  while n=; read -r n v || [ -n "$n" ]; do [ "$n" != CapEff: ] || caps=$v; done <"/proc/$able/status"
  [ $((0x$caps >> 16 & 1)) = 1 ] ||
    unsupported "this host may not load or unload modules; in a container, that is up to the machine it runs on"
  { read -r locked </proc/sys/kernel/modules_disabled; } 2>/dev/null || locked=0
  [ "$locked" = 0 ] || unsupported "loading of modules is locked until the next boot (kernel.modules_disabled)"
  have modprobe || missing "command not found: modprobe; install kmod" command modprobe
}
# written FILE TEXT: FILE holds this one line; what is built in needs none.
written() {
  is=; [ ! -f "$1" ] || read -r is <"$1"
  [ "$is" != "$2" ] && ! built_in || return 0
  above=${1%/*}
  [ -d "$above" ] || promised directory "$above" || { want "$above" directory absent; promise directory "$above"; }
  want_content "$1" "$2$NL"
  promise path "$1"
}

lifted() { [ ! -e "$block" ] || want "$block" absent file; }
<#if state == "present">
promise module "$name"
lifted
if [ ! -d "/sys/module/$module" ] && ! listed builtin; then
<#if facts.modules.source == "" && facts.kernels?has_content && !facts.container>
  cannot "the modules of the running kernel "[=facts.kernel.release]" are gone, as happens when its package is upgraded: restart the host (reboot: {})"
</#if>
  may_change
  listed dep ||
    missing "the running kernel $release has no module $name; kernel_modules_extra may install it" module "$name"
  want state loaded absent
fi
<#if persistent>
<#if params??>
written "$options" "options $module $params"
</#if>
written "$boot" "$module"
</#if>
<#else>
promise no-module "$module"

[ ! -e /proc/modules ] || while n=; read -r n _ count users _ || [ -n "$n" ]; do
  [ "$n" = "$module" ] || continue
  may_change
  [ "$count" = 0 ] || missing "$name is in use: ${users%,}" no-module "${users%%,*}"
  want state absent loaded
done </proc/modules
<#if state == "blocked">
! built_in && ! listed builtin || [ -n "$_differs" ] || cannot "$name is built into the kernel"
written "$block" "$blocking"
<#else>
[ -n "$_differs" ] || [ ! -d "/sys/module/$module" ] || cannot "$name is built into the kernel"
lifted
</#if>
<#if persistent>
[ ! -e "$boot" ] || want "$boot" absent file
[ ! -e "$options" ] || want "$options" absent file
</#if>
</#if>
