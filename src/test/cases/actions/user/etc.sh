# The tables of this machine, of which an etc of the case's own is made; a last line without its end.
tables() {
  mkdir -p etc/skel
  cp -a /etc/login.defs /etc/nsswitch.conf /etc/ld.so.cache /etc/alternatives etc/
  for table in passwd group shadow gshadow; do grep -v drydock- "/etc/$table" >etc/$table || :; done
  echo 'drydock-member:x:4801:4801:A Member:/nonexistent:/bin/sh' >>etc/passwd
  echo 'drydock-member:x:4801:' >>etc/group
  echo 'drydock-member:!:19000:0:99999:7:::' >>etc/shadow
}
unended() { printf %s "$2" >>"etc/$1"; }
