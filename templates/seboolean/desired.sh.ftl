name=[=name] state=[=state?then("on", "off")] persistent=[=persistent?then("yes", "")]
