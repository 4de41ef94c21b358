<#assign asked_groups = (groups![])?join(",")?split(",")?map(g -> g?trim)?filter(g -> g != "")>
name=[=name]
account_group_number [=group!""]; group=$ACCOUNT_GROUP by=$ACCOUNT_GROUP_ID
find_groups() { account_group_names [=asked_groups]; }
case $name in '' | -* | *[!A-Za-z0-9_.-]*) cannot "this is no name of a user: $name" ;; esac
