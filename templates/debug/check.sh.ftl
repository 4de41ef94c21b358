<#function json value>
  <#if value?is_hash_ex>
    <#return "{" + value?keys?map(key -> json(key) + ": " + json(value[key]))?join(", ") + "}">
  <#elseif value?is_enumerable>
    <#return "[" + value?map(item -> json(item))?join(", ") + "]">
  <#elseif value?is_string>
    <#return "\"" + value?json_string + "\"">
  </#if>
  <#return value?string>
</#function>
say [=msg?is_string?then(msg, json(msg))]
