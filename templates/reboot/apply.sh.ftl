<#if when_required>
[ -s "$WORK/due.$TASK" ] || { guard_confirm; return 0; }   # only a guard waits, of a restart whose controller is gone
</#if>
<#if before?has_content>
boot_before_restart [=before]
</#if>
once_return "$loader" [=facts.kernel.release]; [ -z "$DEPLOYMENT" ] || ONCE_BACK=$DEPLOYMENT_BACK
guard_put "$guard" "$container" "$init" "$confirm" '' "$ONCE_BACK"
patience=[=timeout]; [ -n "$GUARD_NOT" ] || patience=$((patience + confirm))
restart "$patience" [=command]
