<#-- Whichever of . and / comes first separates; the other is part of a name. -->
<#assign swapped = name?replace("/", "\n")?replace(".", "/")?replace("\n", ".")>
<#assign key = name?matches("[^./]*/.*")?then(name, swapped)>
<#assign dotted = key?replace("/", "\n")?replace(".", "/")?replace("\n", ".")>
name=[=name] key=[=key] dotted=[=dotted] FILE_MODE='' FILE_OWNER='' FILE_GROUP='' FOLLOW=[=follow]
case /$name/ in
  *[!A-Za-z0-9_./:@-]* | *[./][./]* | /-*) cannot "this is no name of a kernel parameter: $name" ;;
esac
<#if state == "present" && !value??>
cannot "state present needs value"
</#if>
file_target [=file]
