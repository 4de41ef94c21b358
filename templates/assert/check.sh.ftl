<#assign broken = that?filter(condition -> !condition.holds)>
<#list broken as condition>
say [="does not hold: " + condition.source]
</#list>
<#if broken?has_content>
cannot [=fail_msg!"an assertion does not hold"]
<#elseif success_msg??>
say [=success_msg]
</#if>
