COMMAND_CREATES=[=creates!""] COMMAND_REMOVES=[=removes!""] COMMAND_UNLESS= COMMAND_ONLYIF= COMMAND_CHDIR=
method=[=method?upper_case]
COMMAND_CHANGES=[=changes!""]
case $COMMAND_CHANGES$COMMAND_CREATES$COMMAND_REMOVES$method in GET | HEAD | OPTIONS) COMMAND_CHANGES=never ;; esac
http_to [=url] [=url_username!""] [=url_password!""]
COMMAND_TEXT="$method $HTTP_SHOWN"
HTTP_TIMEOUT=[=timeout] HTTP_INSECURE=[=validate_certs?then("", "yes")] HTTP_REDIRECTS=
case [=follow_redirects]:$method in all:* | safe:GET | safe:HEAD) HTTP_REDIRECTS=yes ;; esac
<#assign typed = false>
<#list headers as name, value>
<#if name?lower_case == "content-type"><#assign typed = true></#if>
http_header [=name] [=value]
</#list>
body=
<#if body??>
body=$WORK/body.$TASK
<#if body_format == "form-urlencoded" && body?is_hash && !body?is_string>
form=
<#list body as name, value>
form="$form${form:+&}$(http_encoded [=name])=$(http_encoded [=value])"
</#list>
put_temp "body.$TASK" "$form"
<#elseif body?is_string>
put_temp "body.$TASK" [=body]
<#else>
put_temp "body.$TASK" [=json(body)]
</#if>
<#if !typed>
http_header Content-Type [=(body_format == "form-urlencoded")?then("application/x-www-form-urlencoded", (body_format == "json" || !body?is_string)?then("application/json", "text/plain"))]
</#if>
</#if>

# ask: makes the request and keeps its results.
ask() {
  http_ask "$method" "$body" "answer.$TASK"
  if [ -z "$HTTP_STATUS" ]; then
    case $HTTP_URL in
      http://* | https://*) ;;
      *) cannot "$HTTP_SHOWN is no address of a web service" ;;
    esac
    http_why; result status -1
    command_not_yet "$COMMAND_TEXT: $HTTP_WHY"
  fi
  type=$(http_field content-type "answer.$TASK.head")
  result status "$HTTP_STATUS"; result url "$HTTP_SHOWN"; result content_type "$type"; result location "$(http_field location "answer.$TASK.head")"
  content=$(cat "$WORK/answer.$TASK"; echo .) 2>/dev/null
  [ "${#content}" -le 524288 ] || [ [=return_content] = false ] || cannot "$COMMAND_TEXT: the answer has more than 512 KiB, which is more than a task can keep"
  <#if return_content>data content "$(json_string "${content%.}")"</#if>
  case $type in
    *json*) [ "${#content}" -gt 524288 ] || data json "${content%.}" ;;
  esac
  for ok in [=status_code]; do [ "$HTTP_STATUS" != "$ok" ] || return 0; done
  say "$(printf %s "${content%.}" | head -c 400)"
  command_not_yet "$COMMAND_TEXT: the status is $HTTP_STATUS, not "[=status_code?join(" or ")]
}
