name=[=name] path=[=path!""] link=[=link!""] priority=[=priority!""] state=[=state]
tool=update-alternatives; have "$tool" || tool=alternatives

# alternatives_look: sets known, choice (path is one, at the priority rank), mode (auto or manual), current and best; of Debian and of Red Hat.
alternatives_look() {
  known='' choice='' rank='' mode='' current='' best='' most=''
  shown=$("$tool" --display "$name" 2>/dev/null) || return 0
  while first=; read -r first rest || [ -n "$first" ]; do
    case "$first $rest" in
      'link currently points to '*) current=${rest#currently points to } ;;
      "$name - "*auto*) known=yes mode=auto ;;
      "$name - "*manual*) known=yes mode=manual ;;
      /*' - priority '*)
        at=${rest##*priority }; at=${at%% *}; at=${at%.}
        [ "$first" != "$path" ] || choice=yes rank=$at
        [ -n "$most" ] && [ "$at" -le "$most" ] || most=$at best=$first ;;
    esac
  done <<END
$shown
END
}
