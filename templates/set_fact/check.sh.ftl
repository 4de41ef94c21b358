# Nothing on the host: the controller sets the variables.
