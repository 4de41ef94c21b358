<#assign kind = service???then("service", port???then("port", source_port???then("source-port", protocol???then("protocol", source???then("source", interface???then("interface", rich_rule???then("rich-rule", icmp_block???then("icmp-block", "masquerade"))))))))>
what=[=kind] value=[=service!port!source_port!protocol!source!interface!rich_rule!icmp_block!""] zone=[=zone!""]
wanted=[=(state == "enabled" && (masquerade!true) || state == "disabled" && !(masquerade!true))?then("yes", "no")]
permanent=[=permanent?then("yes", "")] live=[=(immediate || !permanent)?then("yes", "")]
running=; ! have firewall-cmd || ! firewall-cmd --state >/dev/null 2>&1 || running=yes

# ask permanent|live VERB [MORE]: query, add or remove what the task is about.
ask() {
  _where=$1 _verb=$2; shift 2
  set -- ${zone:+"--zone=$zone"} "--$_verb-$what${value:+=$value}" "$@"
  case $_where:$running in
    permanent:) firewall-offline-cmd "$@" ;;
    permanent:*) firewall-cmd --permanent "$@" ;;
    *) firewall-cmd "$@" ;;
  esac
}
