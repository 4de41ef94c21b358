case $PROMISES in
  *"${NL}package "* | *"${NL}removed_package "* | *"${NL}anything "*) defer "an earlier task changes packages" ;;
esac
result count [=facts.packages?size]
