package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.sshconfig.SshArguments;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names that are not the user's to give any meaning: Drydock's own, and {@code ansible_*}. Of Ansible's, those that Drydock obeys
 * are checked; those that change nothing here pass; the others are refused or warned about, for a host that is reached in
 * another way than its inventory says is worse than one that is not.
 */
public final class KnownVars {
    private static final Set<String> OWN =
            Set.of("facts", "item", "inventory_hostname", "inventory_hostname_short", "group_names", "groups");

    static final String PRIORITY = "ansible_group_priority";

    static final Set<String> OBEYED = Set.of(
            "ansible_host",
            "ansible_ssh_host",
            "ansible_port",
            "ansible_ssh_port",
            "ansible_user",
            "ansible_ssh_user",
            "ansible_private_key_file",
            "ansible_password",
            "ansible_ssh_pass",
            "ansible_ssh_private_key_file",
            "ansible_private_key_passphrase",
            "ansible_become",
            "ansible_become_user",
            "ansible_become_method",
            "ansible_become_exe",
            "ansible_become_flags",
            "ansible_become_password",
            "ansible_become_pass",
            "ansible_connection",
            "ansible_ssh_common_args",
            "ansible_ssh_extra_args",
            "ansible_ssh_args",
            "ansible_timeout",
            "ansible_ssh_timeout",
            "ansible_ssh_retries",
            "ansible_sudo_user",
            "ansible_sudo_exe",
            "ansible_sudo_flags",
            "ansible_sudo_pass",
            "ansible_su_user",
            "ansible_su_exe",
            "ansible_su_flags",
            "ansible_su_pass",
            "ansible_doas_user",
            "ansible_doas_exe",
            "ansible_doas_flags",
            "ansible_doas_pass");

    /** Settings of Ansible's own workings, with nothing in Drydock to set. */
    private static final Set<String> HARMLESS = Set.of(
            "ansible_sftp_extra_args",
            "ansible_scp_extra_args",
            "ansible_scp_if_ssh",
            "ansible_scp_executable",
            "ansible_sftp_executable",
            "ansible_sftp_batch_mode",
            "ansible_ssh_pipelining",
            "ansible_pipelining",
            "ansible_ssh_transfer_method",
            "ansible_ssh_control_path",
            "ansible_ssh_control_path_dir",
            "ansible_control_path",
            "ansible_control_path_dir",
            "ansible_ssh_use_tty",
            "ansible_shell_executable",
            "ansible_su_prompt_l10n",
            "ansible_doas_prompt_l10n",
            "ansible_remote_tmp",
            "ansible_async_dir",
            "ansible_no_target_syslog",
            "ansible_network_os");

    /** Variables whose value decides: which values change nothing, which must not be passed over, and what to do instead. */
    private static final Map<String, Choice> CHOICES = Map.ofEntries(
            Map.entry(
                    "ansible_ssh_executable",
                    new Choice("|(.*/)?ssh", ".*", "Drydock connects by itself, and runs no ssh", "remove it")),
            Map.entry(
                    "ansible_shell_type",
                    new Choice(
                            "|sh|csh|fish|bash|dash|zsh|ksh",
                            ".*",
                            "Drydock works on hosts that have a POSIX sh",
                            "remove it")),
            Map.entry("ansible_host_key_checking", Choice.KEYS),
            Map.entry("ansible_ssh_host_key_checking", Choice.KEYS));

    /** Those that hold words of ssh's command line. */
    public static final Set<String> SSH_ARGUMENTS =
            Set.of("ansible_ssh_common_args", "ansible_ssh_extra_args", "ansible_ssh_args");

    private static final Set<String> COUNTS = Set.of("ansible_timeout", "ansible_ssh_timeout", "ansible_ssh_retries");

    /** Other names Ansible has for what Drydock obeys. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("ansible_ssh_password", "ansible_password"),
            Map.entry("ansible_ssh_private_key_passphrase", "ansible_private_key_passphrase"),
            Map.entry("ansible_sudo", "ansible_become"),
            Map.entry("ansible_su", "ansible_become"),
            Map.entry("ansible_sudo_password", "ansible_sudo_pass"),
            Map.entry("ansible_su_password", "ansible_su_pass"),
            Map.entry("ansible_doas_password", "ansible_doas_pass"));

    /** @param refused of what is not harmless; the rest is warned about */
    private record Choice(Pattern harmless, Pattern refused, String problem, String remedy) {
        static final Choice KEYS = new Choice(
                "(?i)true|yes|on|1",
                "",
                "keys of hosts that are not known yet are taken, and a changed key is refused even so",
                "remove it, and give --accept-new-host-keys where that is wanted");

        Choice(String harmless, String refused, String problem, String remedy) {
            this(Pattern.compile(harmless), Pattern.compile(refused), problem, remedy);
        }

        void check(String name, String value, SourcePos pos, Diagnostics problems) {
            if (harmless.matcher(value).matches()) return;
            if (refused.matcher(value).matches()) problems.error(pos, name + ": " + problem, remedy);
            else problems.warn(pos, name + ": " + problem, remedy);
        }
    }

    /** What the controller has that no inventory names. */
    static final YamlMap LOCAL_CONNECTION = localConnection();

    private KnownVars() {}

    private static YamlMap localConnection() {
        YamlScalar local = YamlScalar.of("local", SourcePos.of("localhost"));
        return new YamlMap(local.pos(), List.of(new YamlMap.Entry("ansible_connection", local.pos(), local)));
    }

    /** Checks a variable of an inventory, or of --extra-vars. */
    public static void check(YamlMap vars, Diagnostics problems) {
        for (YamlMap.Entry entry : vars.entries()) {
            check(entry.key(), entry.keyPos(), problems);
            if (entry.key().startsWith("ansible_")) {
                value(entry.key(), entry.value(), problems);
            }
        }
    }

    private static void check(String name, SourcePos pos, Diagnostics problems) {
        if (OWN.contains(name)) {
            problems.error(pos, "the variable \"" + name + "\" is Drydock's own", "give yours another name");
        }
        if (!name.startsWith("ansible_") || isKnown(name)) {
            return;
        }
        if (name.equals(PRIORITY)) {
            problems.error(
                    pos, PRIORITY + " has no effect here", "give it under vars: of a group in the inventory file");
            return;
        }
        String synonym = SYNONYMS.get(name);
        problems.error(
                pos,
                "unknown variable \"" + name + "\"",
                synonym != null ? "write " + synonym : Suggestion.didYouMean(name, new TreeSet<>(OBEYED)));
    }

    /** How strong a group's variables are among those of groups as deep; 1 where nothing is said. */
    static int priority(YamlNode value, Diagnostics problems) {
        if (value instanceof YamlScalar scalar && scalar.text().matches("-?[0-9]{1,9}"))
            return Integer.parseInt(scalar.text());
        problems.error(
                value.pos(),
                PRIORITY + " must be a whole number of at most 9 digits",
                "such as 10; the groups of higher numbers win");
        return 1;
    }

    /** Checks a name that a play, a task, a result or set_fact gives, when hosts are reached already. */
    public static void checkLate(String name, SourcePos pos, Diagnostics problems) {
        check(name, pos, problems);
        if (OBEYED.contains(name) || CHOICES.containsKey(name)) {
            problems.error(
                    pos,
                    name + " has no effect here",
                    name.matches("ansible_(become|sudo|su|doas)(_.*)?")
                            ? "write become: true and become_user: NAME for a play or a task, or set it in the inventory"
                            : "set it in the inventory, or with --extra-vars");
        }
    }

    /** Whether it says how a host is reached, or how to become another user there. */
    public static boolean isConnection(String name) {
        return OBEYED.contains(name);
    }

    private static boolean isKnown(String name) {
        return OBEYED.contains(name)
                || HARMLESS.contains(name)
                || CHOICES.containsKey(name)
                || name.endsWith("_interpreter");
    }

    /** Templates of variables that Drydock obeys are checked once they have been evaluated. */
    private static void value(String name, YamlNode value, Diagnostics problems) {
        if (value instanceof YamlScalar scalar && CHOICES.containsKey(name)) {
            CHOICES.get(name).check(name, scalar.text(), value.pos(), problems);
        }
        if (value instanceof YamlScalar scalar && (scalar.text().contains("${") || isClosed(scalar))) {
            return;
        }
        if (OBEYED.contains(name) && !(value instanceof YamlScalar)) {
            problems.error(value.pos(), name + " must be a text", "write one value, not a list or a mapping");
            return;
        }
        if (value instanceof YamlScalar scalar && SSH_ARGUMENTS.contains(name))
            SshArguments.parse(scalar.text(), value.pos(), problems);
        if (COUNTS.contains(name))
            mustBe(
                    value instanceof YamlScalar scalar && isCount(scalar.text()),
                    name,
                    "a whole number",
                    "such as " + name + ": 30",
                    value,
                    problems);
        switch (name) {
            case "ansible_port", "ansible_ssh_port" ->
                mustBe(
                        value instanceof YamlScalar scalar
                                && port(scalar.text()).isPresent(),
                        name,
                        "a number from 1 to 65535",
                        "such as " + name + ": 2222, in decimal digits",
                        value,
                        problems);
            case "ansible_become" ->
                mustBe(
                        Truth.of(value.data()).isPresent(),
                        name,
                        "true or false",
                        "write ansible_become: true",
                        value,
                        problems);
            case "ansible_connection" ->
                mustBe(
                        isOneOf(value, Set.of("ssh", "local")),
                        name,
                        "ssh or local",
                        "leave it out for ssh; write local for this machine",
                        value,
                        problems);
            case "ansible_become_method" ->
                mustBe(
                        value instanceof YamlScalar scalar
                                && BecomeMethod.of(scalar.text()).isPresent(),
                        name,
                        "sudo, su or doas",
                        BecomeMethod.REMEDY,
                        value,
                        problems);
            case "ansible_host", "ansible_ssh_host" ->
                mustBe(
                        isAddress(value),
                        name,
                        "a name or an address",
                        "such as " + name + ": 192.0.2.10",
                        value,
                        problems);
            default -> {}
        }
    }

    /** Whether it is a vault that could not be opened, which has been reported. */
    private static boolean isClosed(YamlScalar scalar) {
        return scalar.encryption() == Encryption.VALUE && scalar.value() == null;
    }

    private static void mustBe(
            boolean sound, String name, String wanted, String remedy, YamlNode value, Diagnostics problems) {
        if (!sound) problems.error(value.pos(), name + " must be " + wanted, remedy);
    }

    /** Empty for what is no port. */
    public static OptionalInt port(String text) {
        int port = text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 0;
        return port > 0 && port <= 65535 ? OptionalInt.of(port) : OptionalInt.empty();
    }

    /** Whether it is a number of seconds or times. */
    public static boolean isCount(String text) {
        return text.matches("[0-9]{1,6}");
    }

    /** Whether the value may be an address. Foreign braces pass, for they have a message of their own. */
    private static boolean isAddress(YamlNode value) {
        return value instanceof YamlScalar scalar
                && (scalar.text().matches("[\\p{L}\\p{N}_.:%\\[\\]-]+")
                        || scalar.text().contains("{{"));
    }

    private static boolean isOneOf(YamlNode value, Set<String> texts) {
        return value instanceof YamlScalar scalar && texts.contains(scalar.text());
    }
}
