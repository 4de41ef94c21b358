status=0
run_given [=cmd.words] || status=$?
command_ended "$status" [=ok_statuses]
