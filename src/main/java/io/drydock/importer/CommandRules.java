package io.drydock.importer;

import io.drydock.json.Written;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Commands, which Ansible takes for a change unless it is told otherwise, and which need a guard here. */
record CommandRules(Workshop shop, YamlMap task) {
    private static final Set<String> GUARDS = Set.of("creates", "removes", "unless", "onlyif", "changes");

    /** Programs that only read, whatever they are given. */
    private static final Set<String> READERS = Set.of(
            "cat",
            "grep",
            "egrep",
            "fgrep",
            "zgrep",
            "ls",
            "stat",
            "test",
            "[",
            "id",
            "getent",
            "which",
            "type",
            "uname",
            "head",
            "tail",
            "wc",
            "cut",
            "sort",
            "uniq",
            "tr",
            "df",
            "du",
            "free",
            "uptime",
            "whoami",
            "echo",
            "printf",
            "true",
            "exit",
            "false",
            "readlink",
            "realpath",
            "dirname",
            "basename",
            "lsblk",
            "blkid",
            "findmnt",
            "mountpoint",
            "lsmod",
            "modinfo",
            "ps",
            "pgrep",
            "ss",
            "netstat",
            "rpmquery",
            "dpkg-query",
            "apt-cache",
            "apt-mark-showhold",
            "getconf",
            "getenforce",
            "nproc",
            "lscpu",
            "lsb_release",
            "cmp",
            "diff",
            "md5sum",
            "sha256sum",
            "sha1sum",
            "jq",
            "needs-restarting",
            "getsebool",
            "sestatus",
            "pidof");

    /** The beginnings of command lines that only read. */
    private static final Pattern READING = Pattern.compile(
            "(rpm\\s+(-q|--query|-V)|dpkg\\s+(-l|-s|-L|-S|--list|--status|--print-architecture|--get-selections)|apt-mark\\s+show|systemctl\\s+(is-\\w+|status|show|cat|list-\\S+|get-default)"
                    + "|service\\s+\\S+\\s+status|docker\\s+(ps|info|version|inspect|images|image\\s+(ls|inspect)|container\\s+(ls|inspect)|network\\s+(ls|inspect)|volume\\s+(ls|inspect)|node\\s+(ls|inspect)|system\\s+(info|df))"
                    + "|kubectl\\s+([-\\w=./]+\\s+)*(get|describe|version|config\\s+view|cluster-info)|git\\s+([-\\w=./]+\\s+)*(rev-parse|status|log|describe|diff|show|ls-remote)|ip\\s+([-\\w]+\\s+)*(a|addr|address|r|route|link|l)(\\s+(show|list|get)\\b.*)?$"
                    + "|command\\s+-v|hostname(\\s+-\\w+)?$|date(\\s+[-+]\\S+)?$|sysctl\\s+(-n\\s+)?[\\w.]+$|(apt|apt-get|dnf|yum|zypper)\\s+(list|check-update|-s|info|search)|firewall-cmd\\s+(--\\S+\\s+)*--(query|list|get|state)|ufw\\s+status"
                    + "|crontab\\s+-l|swapon\\s+(-s|--show)|\\S+\\s+(--version|-V|-version|version|--help)$|find\\s+(?!.*-(delete|exec|ok|fprint|fls)).*|(awk|gawk)\\s+(?!.*(system|-i|>)).*|sed\\s+-n\\s+(?!.*(-i|w\\s)).*|update-alternatives\\s+(--query|--display|--list)"
                    + "|nginx\\s+-t|sshd\\s+-[tT]|visudo\\s+-c|localectl(\\s+(status|list-\\S+))?$|timedatectl(\\s+(status|show|list-\\S+))?$|hostnamectl(\\s+status)?$|openssl\\s+(x509|version|s_client)\\s.*-(noout|in).*|curl\\s+(?!.*(-o|-O|-X|--request|-d|--data|-T|-F|--output|--upload)).*)");

    void prepare(String module, Given given) {
        given.remove("warn");
        given.remove("strip_empty_ends");
        if (given.has("_raw_params")) given.rename("_raw_params", "cmd");
        if (given.has("free_form")) given.rename("free_form", "cmd");
        stdin(given);
        if (module.equals("shell") && given.has("argv")) throw new Refusal("shell.argv", "use command:");
        if (GUARDS.stream().anyMatch(given::has)) return;
        Optional<Boolean> changes = literal("changed_when");
        boolean decided = task.get("changed_when").isPresent() && changes.isEmpty();
        if (changes.filter(c -> c).isPresent() || decided) return;
        if (changes.isPresent() && isHarmless(module, given)) return;
        if (changes.isPresent()) {
            shop.known().note("it may change something, so a plan does not run it, although changed_when is false");
            return;
        }
        given.set("changes", "always");
    }

    /** Whether a plan may run it: Ansible does in check mode where check_mode is false. */
    private boolean isHarmless(String module, Given given) {
        return isReading(module, given) || literal("check_mode").filter(c -> !c).isPresent();
    }

    /** Whether it counts as no change, and may make one all the same. */
    boolean isSilent(String module, YamlNode arguments) {
        boolean never = literal("changed_when").filter(c -> !c).isPresent();
        if (!never || !(arguments instanceof YamlMap map)) return false;
        Given given = new Given(map.entries(), map.pos());
        return GUARDS.stream().noneMatch(given::has) && !isHarmless(module, given);
    }

    private Optional<Boolean> literal(String key) {
        return task.get(key)
                .filter(YamlScalar.class::isInstance)
                .flatMap(n -> Truth.of(Written.plain(((YamlScalar) n).value())));
    }

    /** Ansible ends it with a line break. */
    private static void stdin(Given given) {
        boolean adds = !given.text("stdin_add_newline").flatMap(Truth::of).equals(Optional.of(false));
        given.remove("stdin_add_newline");
        Optional<String> text = given.text("stdin");
        if (adds && text.filter(t -> !t.endsWith("\n")).isPresent()) given.set("stdin", text.get() + "\n");
    }

    private static boolean isReading(String module, Given given) {
        Optional<String> cmd = given.text("cmd");
        if (cmd.isEmpty()) return false;
        String text = cmd.get()
                .replaceAll("\\{\\{.*?\\}\\}", "x")
                .replaceAll("[0-9]?>\\s*(&[0-9]|/dev/null)", "")
                .strip();
        if (module.equals("command")) return isReader(text);
        String unquoted = text.replaceAll("'[^']*'|\"[^\"`$]*\"", "x").replaceAll("\\\\\\n", " ");
        if (unquoted.matches("(?s).*[>`].*") || unquoted.contains("$(")) return false;
        return List.of(unquoted.split("\\|\\||&&|[|;\\n]")).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty() && !part.equals("set -o pipefail"))
                .allMatch(CommandRules::isReader);
    }

    private static boolean isReader(String command) {
        String bare = command.replaceFirst("^([A-Z_]+=\\S*\\s+)+", "").replaceFirst("^!\\s+", "");
        String program = bare.replaceFirst("\\s.*", "").replaceFirst("^.*/", "");
        return READERS.contains(program)
                || READING.matcher(bare.replaceFirst("^\\S*/", "")).lookingAt();
    }
}
