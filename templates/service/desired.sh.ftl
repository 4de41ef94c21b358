svc_use [=(init == "auto")?then(facts.init, init)]
enabled=[=(enabled?string("yes", "no"))!""] masked=[=(masked?string("yes", "no"))!""]
SVC_ARGUMENTS=[=arguments!""]
