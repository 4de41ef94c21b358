package io.drydock.sshconfig;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** Files that nobody would write, of lines that people write. */
final class GeneratedConfig {
    private static final List<String> BLOCKS = List.of(
            "Host web*",
            "Host *",
            "Host db web1",
            "Host * !db",
            "Host !web1 *",
            "Host web?",
            "Host=*.example.com",
            "Match host web*",
            "Match originalhost db",
            "Match user ops",
            "Match all",
            "Match final",
            "Match !host db",
            "Match host db user root",
            "Match canonical",
            "Match localuser nobody",
            "Match final host db",
            "Match host \"web1,db\"",
            "host WEB1",
            "Match host *.example.com,!db.example.com");

    private static final List<String> LINES = List.of(
            "HostName %h.example.com",
            "HostName 192.0.2.7",
            "hostname DB",
            "User ops",
            "User = root",
            "Port 2222",
            "Port=22",
            "IdentityFile ~/.ssh/a",
            "IdentityFile ~/.ssh/%h",
            "IdentityFile none",
            "IdentitiesOnly yes",
            "CertificateFile /c/%n-cert.pub",
            "ProxyJump bastion",
            "ProxyJump none",
            "ProxyJump a@b:2,c",
            "ProxyCommand nc %h %p",
            "UserKnownHostsFile /k/%h /k/2",
            "GlobalKnownHostsFile none",
            "HostKeyAlias Alias",
            "StrictHostKeyChecking accept-new",
            "StrictHostKeyChecking off",
            "CheckHostIP yes",
            "HostKeyAlgorithms +ssh-rsa",
            "Ciphers ^aes256-ctr",
            "MACs -hmac-sha1*",
            "KexAlgorithms curve25519-sha256",
            "PubkeyAcceptedKeyTypes -ssh-*",
            "PreferredAuthentications publickey,password",
            "ConnectTimeout 1m30s",
            "ConnectTimeout none",
            "ConnectionAttempts 3",
            "ServerAliveInterval 15",
            "ServerAliveCountMax 5",
            "AddressFamily inet6",
            "BindAddress 127.0.0.1",
            "Compression yes",
            "RequiredRSASize 3072",
            "IdentityAgent SSH_AUTH_SOCK",
            "CanonicalizeMaxDots 2",
            "CanonicalDomains example.com Example.org",
            "   # nothing",
            "LogLevel DEBUG",
            "ForwardAgent yes",
            "\tUSER\tTabbed",
            "BatchMode yes # with a comment");

    private GeneratedConfig() {}

    static SshConfigCase of(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6, 25); i > 0; i--) {
            List<String> from = random.nextInt(4) == 0 ? BLOCKS : LINES;
            text.append(from.get(random.nextInt(from.size()))).append('\n');
        }
        return new SshConfigCase(
                "generated " + seed,
                List.of("web1", "db", "ops@web1"),
                List.of(),
                0,
                Map.of(SshConfigCase.CONFIG, text.toString()));
    }
}
