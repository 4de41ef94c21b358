/** What ssh_config says of a host: the files, the options that go before them, and what they come to. It opens no connection. */
package io.drydock.sshconfig;
