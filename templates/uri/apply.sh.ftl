ask
