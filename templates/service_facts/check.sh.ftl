case $PROMISES in
  *"${NL}service "* | *"${NL}package "* | *"${NL}removed_package "* | *"${NL}anything "*) defer "an earlier task changes services" ;;
esac
result count [=facts.services?size]
