add=[=(add + replace)?join(" ")] remove=[=(remove + replace?map(p -> p?keep_before("=") + "="))?join(" ")]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""] BOOT_KERNELS=[=facts.kernels?join(" ")]
<#if facts.container>
unsupported "the command line of a container's kernel is up to its host"
</#if>
<#list add + replace + remove as p>
case [=p] in
  '' | *[!A-Za-z0-9_=.,:/@%+-]*) cannot [=p + " cannot be written for every boot loader: a parameter is one word of A-Z a-z 0-9 _=.,:/@%+-"] ;;
esac
</#list>
<#list replace as p>
case [=p] in *=*) ;; *) cannot [=p + " has no value to replace: it belongs into add"] ;; esac
</#list>
<#list add + replace as p>
case " $remove " in *[=" " + p + " "]*) cannot [=p + " is to be both there and removed: leave one out"] ;; esac
</#list>
