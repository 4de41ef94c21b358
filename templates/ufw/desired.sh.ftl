<#assign way = (direction!"")?replace("incoming", "in")?replace("outgoing", "out")>
# rule COMMAND...: runs it with the words of the rule.
rule() {
  set -- "$@" <#if route>route </#if><#if delete>delete </#if><#if insert?? && !delete>insert [=insert] </#if>[=rule!""] \
    <#if way == "in" || way == "out">[=way] <#if interface??>on [=interface] </#if></#if><#if log>log </#if>
<#if proto != "any">
  set -- "$@" proto [=proto]
</#if>
  set -- "$@" from [=from_ip] <#if from_port??>port [=from_port] </#if>to [=to_ip] <#if name??>app [=name]<#elseif port??>port [=port]</#if>
<#if comment?? && !delete>
  set -- "$@" comment [=comment]
</#if>
  "$@"
}
side=[=(way == "out")?then("outgoing", (way == "routed")?then("routed", "incoming"))]

# setting FILE NAME: prints its value.
setting() { sed -n "s/^$2=\"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" "$1" 2>/dev/null | tail -n 1; }

# tuples FILE: prints what ufw keeps of the rules, those of IPv4 and then of IPv6.
tuples() { sed -n 's/^### tuple ### //p' "$@" 2>/dev/null; }
