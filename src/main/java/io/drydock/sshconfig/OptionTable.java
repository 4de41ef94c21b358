package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.sshconfig.KnownOption.Block;
import io.drydock.sshconfig.KnownOption.Harmless;
import io.drydock.sshconfig.KnownOption.Obeyed;
import io.drydock.sshconfig.KnownOption.Refusal;
import io.drydock.sshconfig.KnownOption.Role;
import io.drydock.sshconfig.KnownOption.Told;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every option of ssh_config(5), with the older names of some and those that distributions have added. */
final class OptionTable {
    private static final Map<String, KnownOption> BY_NAME = new HashMap<>();
    private static final Collection<String> SPELLINGS = new TreeSet<>();

    private static final ValueForm KEYS = ValueForm.algorithms(KnownAlgorithms::unknownKeys);

    static {
        blocks();
        obeyed();
        told();
        harmless();
    }

    private OptionTable() {}

    static Optional<KnownOption> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    static Collection<String> spellings() {
        return SPELLINGS;
    }

    private static void blocks() {
        add(new Block(), ValueForm.WORDS, "Host");
        add(new Block(), ValueForm.ANYTHING, "Match", "Include");
    }

    private static void obeyed() {
        obeyed(ValueForm.TEXT, Keyword.HOST_NAME, Keyword.USER, Keyword.HOST_KEY_ALIAS, Keyword.BIND_ADDRESS);
        obeyed(ValueForm.TEXT, Keyword.PREFERRED_AUTHENTICATIONS, Keyword.TAG, Keyword.IGNORE_UNKNOWN);
        obeyed(ValueForm.TEXT, Keyword.CERTIFICATE_FILE);
        obeyed(ValueForm.AGENT, Keyword.IDENTITY_AGENT);
        renamed(ValueForm.TEXT, Keyword.IDENTITY_FILE, "IdentityFile2");
        obeyed(ValueForm.PORT, Keyword.PORT);
        obeyed(ValueForm.COMMAND, Keyword.PROXY_COMMAND);
        obeyed(JumpSpec::read, Keyword.PROXY_JUMP);
        obeyed(ValueForm.WORDS, Keyword.USER_KNOWN_HOSTS_FILE, Keyword.GLOBAL_KNOWN_HOSTS_FILE);
        obeyed(ValueForm.some(ValueForm.WORDS), Keyword.REVOKED_HOST_KEYS);
        obeyed(OptionTable::strictness, Keyword.STRICT_HOST_KEY_CHECKING);
        obeyed(ValueForm.FLAG, Keyword.IDENTITIES_ONLY, Keyword.CHECK_HOST_IP, Keyword.HASH_KNOWN_HOSTS);
        obeyed(ValueForm.FLAG, Keyword.PASSWORD_AUTHENTICATION, Keyword.BATCH_MODE);
        renamed(
                ValueForm.FLAG,
                Keyword.KBD_INTERACTIVE_AUTHENTICATION,
                "ChallengeResponseAuthentication",
                "SKeyAuthentication",
                "TISAuthentication");
        renamed(ValueForm.flagOr("unbound", "host-bound"), Keyword.PUBKEY_AUTHENTICATION, "DSAAuthentication");
        obeyed(ValueForm.oneOf("yes", "no"), Keyword.COMPRESSION);
        obeyed(ValueForm.oneOf("any", "inet", "inet6"), Keyword.ADDRESS_FAMILY);
        obeyed(ValueForm.NUMBER, Keyword.NUMBER_OF_PASSWORD_PROMPTS, Keyword.CONNECTION_ATTEMPTS);
        obeyed(ValueForm.NUMBER, Keyword.SERVER_ALIVE_COUNT_MAX, Keyword.REQUIRED_RSA_SIZE);
        obeyed(ValueForm.TIME, Keyword.CONNECT_TIMEOUT);
        renamed(ValueForm.TIME, Keyword.SERVER_ALIVE_INTERVAL, "ProtocolKeepAlives", "SetupTimeOut"); // Debian's
        obeyed(ValueForm.algorithms(l -> KnownAlgorithms.unknown(l, KnownAlgorithms.KEX)), Keyword.KEX_ALGORITHMS);
        obeyed(ValueForm.algorithms(l -> KnownAlgorithms.unknown(l, KnownAlgorithms.CIPHERS)), Keyword.CIPHERS);
        obeyed(ValueForm.algorithms(l -> KnownAlgorithms.unknown(l, KnownAlgorithms.MACS)), Keyword.MACS);
        obeyed(KEYS, Keyword.HOST_KEY_ALGORITHMS, Keyword.CA_SIGNATURE_ALGORITHMS);
        renamed(KEYS, Keyword.PUBKEY_ACCEPTED_ALGORITHMS, "PubkeyAcceptedKeyTypes");
        obeyed(ValueForm.flagOr("always"), Keyword.CANONICALIZE_HOSTNAME);
        obeyed(ValueForm.FLAG, Keyword.CANONICALIZE_FALLBACK_LOCAL);
        obeyed(ValueForm.NUMBER, Keyword.CANONICALIZE_MAX_DOTS);
        obeyed(ValueForm.some(DomainForms::domains), Keyword.CANONICAL_DOMAINS);
        obeyed(ValueForm.some(DomainForms::aliases), Keyword.CANONICALIZE_PERMITTED_CNAMES);
    }

    private static void told() {
        refused(
                ValueForm.TEXT,
                "the connection could go by another network",
                "give an address of that interface as BindAddress",
                "BindInterface");
        refused(
                ValueForm.FLAG,
                "Drydock talks with a ProxyCommand over its standard input and output",
                "have the command pass the connection on, such as nc without -F",
                "ProxyUseFdpass");
        warned(
                ValueForm.COMMAND,
                "host keys are not asked from it",
                "write them to a file that UserKnownHostsFile names",
                "KnownHostsCommand");
        warned(
                ValueForm.flagOr("ask"),
                "a host key is never taken from DNS",
                "add the host's key to known_hosts, or use --accept-new-host-keys",
                "VerifyHostKeyDNS");
        warned(
                ValueForm.FLAG,
                "host keys are checked for localhost too",
                "add its key to known_hosts, or use ansible_connection: local",
                "NoHostAuthenticationForLocalhost");
        warned(
                ValueForm.TEXT,
                "keys are not read from a smart card",
                "add its keys to an agent with ssh-add -s, which Drydock asks",
                "PKCS11Provider",
                "SmartcardDevice");
        warned(
                ValueForm.FLAG,
                "nobody is logged in by the key of this machine",
                "use a key, an agent, a certificate or a password",
                "HostbasedAuthentication");
        warned(ValueForm.FLAG, "no LocalCommand is run", "run it before Drydock", "PermitLocalCommand");
        warned(
                ValueForm.ANYTHING,
                "nothing is forwarded, so that hosts do not reach what is behind this port",
                "keep a connection of ssh with this forwarding open beside Drydock",
                "RemoteForward");
    }

    private static void harmless() {
        harmless(ValueForm.COMMAND, "LocalCommand", "RemoteCommand");
        harmless(ValueForm.FLAG, "ForwardX11", "ForwardX11Trusted", "GatewayPorts", "ExitOnForwardFailure");
        harmless(ValueForm.FLAG, "ClearAllForwardings", "EnableSSHKeysign", "VisualHostKey", "StdinNull");
        harmless(ValueForm.FLAG, "ForkAfterAuthentication", "StreamLocalBindUnlink", "EnableEscapeCommandline");
        harmless(ValueForm.FLAG, "GSSAPIAuthentication", "GSSAPIDelegateCredentials");
        harmless(ValueForm.FLAG, "GSSAPIKeyExchange", "GSSAPITrustDns", "GSSAPIRenewalForcesRekey");
        addAll(new Harmless(), ValueForm.FLAG, "TCPKeepAlive", "KeepAlive");
        harmless(ValueForm.TIME, "ForwardX11Timeout");
        harmless(ValueForm.TEXT, "ForwardAgent", "XAuthLocation", "KbdInteractiveDevices", "SecurityKeyProvider");
        harmless(ValueForm.TEXT, "ControlPath", "ControlPersist", "FingerprintHash", "StreamLocalBindMask");
        harmless(ValueForm.TEXT, "EscapeChar", "TunnelDevice", "GSSAPIClientIdentity", "GSSAPIServerIdentity");
        harmless(ValueForm.TEXT, "GSSAPIKexAlgorithms", "DynamicForward", "ObscureKeystrokeTiming");
        harmless(ValueForm.ANYTHING, "LocalForward", "SendEnv", "SetEnv", "PermitRemoteOpen", "LogVerbose", "IPQoS");
        harmless(ValueForm.ANYTHING, "RekeyLimit", "AddKeysToAgent", "ChannelTimeout", "VersionAddendum", "Protocol");
        harmless(ValueForm.flagOr("ask", "auto", "autoask"), "ControlMaster");
        harmless(ValueForm.flagOr("ethernet", "point-to-point"), "Tunnel");
        harmless(ValueForm.flagOr("force", "auto"), "RequestTTY");
        harmless(ValueForm.flagOr("ask"), "UpdateHostKeys");
        harmless(ValueForm.flagOr("no-pq-kex"), "WarnWeakCrypto");
        harmless(ValueForm.oneOf("none", "subsystem", "default"), "SessionType");
        harmless(
                ValueForm.oneOf("quiet", "fatal", "error", "info", "verbose", "debug", "debug1", "debug2", "debug3"),
                "LogLevel");
        harmless(
                ValueForm.oneOf(
                        "daemon",
                        "user",
                        "auth",
                        "authpriv",
                        "local0",
                        "local1",
                        "local2",
                        "local3",
                        "local4",
                        "local5",
                        "local6",
                        "local7"),
                "SyslogFacility");
        addAll(new Harmless(), KEYS, "HostbasedAcceptedAlgorithms", "HostbasedKeyTypes");
        // ssh itself does not obey these any more
        harmless(ValueForm.ANYTHING, "Cipher", "FallBackToRsh", "GlobalKnownHostsFile2", "RhostsAuthentication");
        harmless(ValueForm.ANYTHING, "UserKnownHostsFile2", "UseRoaming", "UseRsh", "UsePrivilegedPort");
        harmless(ValueForm.ANYTHING, "AFSTokenPassing", "KerberosAuthentication", "KerberosTGTPassing");
        harmless(ValueForm.ANYTHING, "RSAAuthentication", "RhostsRSAAuthentication", "CompressionLevel");
        add(new Refusal(), ValueForm.TEXT, "RefuseConnection");
    }

    private static void obeyed(ValueForm form, Keyword... keywords) {
        for (Keyword keyword : keywords) add(new Obeyed(keyword), form, keyword.spelling());
    }

    private static void renamed(ValueForm form, Keyword keyword, String... olderNames) {
        add(new Obeyed(keyword), form, keyword.spelling());
        KnownOption option = of(keyword.spelling()).orElseThrow();
        for (String name : olderNames) BY_NAME.put(name.toLowerCase(Locale.ROOT), option);
    }

    private static void refused(ValueForm form, String problem, String remedy, String name) {
        add(new Told(OptionTable::isOff, true, problem, remedy), form, name);
    }

    private static void warned(ValueForm form, String problem, String remedy, String... names) {
        addAll(new Told(OptionTable::isOff, false, problem, remedy), form, names);
    }

    private static Optional<List<String>> strictness(ConfigLine line, Diagnostics problems) {
        return ValueForm.flagOr("ask", "off", "accept-new")
                .read(line, problems)
                .map(value -> value.equals(List.of("off")) ? List.of("no") : value);
    }

    private static boolean isOff(String value) {
        return Set.of("no", "none", "").contains(value.toLowerCase(Locale.ROOT));
    }

    private static void harmless(ValueForm form, String... names) {
        for (String name : names) add(new Harmless(), form, name);
    }

    /** The first is the name, the others are older ones. */
    private static void addAll(Role role, ValueForm form, String... names) {
        KnownOption option = new KnownOption(names[0], form, role);
        SPELLINGS.add(names[0]);
        Arrays.stream(names).forEach(n -> BY_NAME.put(n.toLowerCase(Locale.ROOT), option));
    }

    private static void add(Role role, ValueForm form, String... names) {
        List.of(names).forEach(name -> addAll(role, form, name));
    }
}
