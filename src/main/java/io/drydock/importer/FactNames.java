package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.ansible.AnsibleWords.Place;
import io.drydock.ansible.jinja.Fragment;
import io.drydock.ansible.jinja.Term;
import io.drydock.facts.FactDoc;
import io.drydock.facts.FactSubset;
import io.drydock.facts.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Facts under Ansible's names, and the words that they have there and here. */
final class FactNames {
    /** Facts of few words: where they are here, and what each of Ansible's words is called. */
    private record Vocabulary(String path, Map<String, String> words) {
        /** What the fact is to Ansible, made of what it is here; an error for words that are not known. */
        String shown() {
            return words.entrySet().stream()
                            .map(e -> Ftl.quoted(e.getValue()) + ": " + Ftl.quoted(e.getKey()))
                            .collect(Collectors.joining(", ", "{", "}"))
                    + "[" + path + "]";
        }
    }

    private static final Map<String, String> DISTRIBUTIONS = sorted(
            "Debian",
            "debian",
            "Ubuntu",
            "ubuntu",
            "CentOS",
            "centos",
            "RedHat",
            "rhel",
            "Rocky",
            "rocky",
            "AlmaLinux",
            "almalinux",
            "Fedora",
            "fedora",
            "Amazon",
            "amzn",
            "OracleLinux",
            "ol",
            "SLES",
            "sles",
            "openSUSE Leap",
            "opensuse-leap",
            "openSUSE Tumbleweed",
            "opensuse-tumbleweed",
            "Alpine",
            "alpine",
            "Archlinux",
            "arch",
            "Raspbian",
            "raspbian",
            "Linux Mint",
            "linuxmint",
            "Kali",
            "kali",
            "Devuan",
            "devuan",
            "Flatcar",
            "flatcar",
            "Gentoo",
            "gentoo",
            "Manjaro",
            "manjaro",
            "Pop!_OS",
            "pop",
            "Parrot",
            "parrot",
            "Deepin",
            "deepin",
            "Mageia",
            "mageia",
            "CloudLinux",
            "cloudlinux",
            "Scientific",
            "scientific",
            "EuroLinux",
            "eurolinux",
            "Virtuozzo",
            "virtuozzo",
            "openEuler",
            "openeuler",
            "Anolis OS",
            "anolis",
            "openSUSE MicroOS",
            "opensuse-microos",
            "NixOS",
            "nixos");

    private static final Map<String, Vocabulary> VOCABULARIES = Map.of(
            "ansible_os_family",
                    new Vocabulary(
                            "facts.os.family",
                            sorted(
                                    "Debian",
                                    "debian",
                                    "RedHat",
                                    "redhat",
                                    "Suse",
                                    "suse",
                                    "Alpine",
                                    "alpine",
                                    "Archlinux",
                                    "arch")),
            "ansible_distribution", new Vocabulary("facts.os.id", DISTRIBUTIONS),
            "ansible_service_mgr",
                    new Vocabulary("facts.init", sorted("systemd", "systemd", "openrc", "openrc", "sysvinit", "sysv")),
            "ansible_pkg_mgr",
                    new Vocabulary(
                            "facts.package_manager",
                            sorted(
                                    "apt", "apt", "dnf", "dnf", "yum", "yum", "zypper", "zypper", "apk", "apk",
                                    "pacman", "pacman")),
            "ansible_system", new Vocabulary("facts.kernel.sysname", sorted("Linux", "Linux")),
            "ansible_virtualization_type",
                    new Vocabulary(
                            "facts.virtualization",
                            sorted(
                                    "docker",
                                    "docker",
                                    "lxc",
                                    "lxc",
                                    "podman",
                                    "podman",
                                    "openvz",
                                    "openvz",
                                    "VMware",
                                    "vmware",
                                    "virtualbox",
                                    "oracle",
                                    "VirtualPC",
                                    "microsoft",
                                    "xen",
                                    "xen",
                                    "parallels",
                                    "parallels",
                                    "bhyve",
                                    "bhyve",
                                    "systemd-nspawn",
                                    "systemd-nspawn")));

    /** What Ansible calls a container whose kind it does not tell. */
    private static final String OTHER_CONTAINER =
            "(facts.container && ![\"docker\", \"lxc\", \"openvz\", \"podman\"]?seq_contains(facts.virtualization))";

    /** Families of systems that Drydock does not work on: no host is of them. */
    private static final Set<String> NEVER =
            Set.of("Darwin", "Solaris", "SunOS", "Windows", "AIX", "HP-UX", "DragonFly", "SmartOS");
    /** Families that are of one distribution each. */
    private static final Map<String, String> ALONE = Map.of(
            "Flatcar", "flatcar",
            "Flatcar Container Linux by Kinvolk", "flatcar",
            "CoreOS", "coreos",
            "Container Linux by CoreOS", "coreos",
            "Gentoo", "gentoo",
            "NixOS", "nixos",
            "Void", "void",
            "Slackware", "slackware",
            "ClearLinux", "clear-linux-os",
            "Altlinux", "altlinux");

    /** What the table of words writes as if it was the same, and is nearly so. */
    private static final Set<String> INEXACT = Set.of(
            "ansible_distribution_file_variety",
            "ansible_processor",
            "ansible_processor_count",
            "ansible_processor_cores",
            "ansible_memory_mb",
            "ansible_swapfree_mb",
            "ansible_virtualization_tech_guest",
            "ansible_cmdline",
            "ansible_proc_cmdline",
            "ansible_domain",
            "ansible_user_uid",
            "ansible_effective_user_id",
            "ansible_real_user_id",
            "ansible_reboot_pending");

    /** Those that are of the same shape here. */
    private static final Map<String, String> SHARED = Map.of(
            "ansible_packages", "facts.packages",
            "ansible_services", "facts.services",
            "ansible_mounts", "facts.mounts",
            "ansible_all_ipv4_addresses", "facts.network.ipv4_addresses",
            "ansible_all_ipv6_addresses", "facts.network.ipv6_addresses",
            "ansible_distribution_version", "facts.os.version",
            "ansible_default_ipv4", "facts.network.default_ipv4",
            "ansible_default_ipv6", "facts.network.default_ipv6");

    /** What is empty here where it is not defined there. */
    private static final Pattern EMPTY = Pattern.compile("(?:.*\\.)?facts\\.network\\.default_ipv[46]\\.\\w+");

    /** Where a fact of the host itself is named, in what is made of it. */
    private static final Pattern OF_HOST = Pattern.compile("(?<![\\w.])facts\\.");

    private final Map<String, String> types;

    FactNames() {
        types = Stream.concat(Facts.describe().stream(), FactSubset.describe().stream())
                .collect(Collectors.toMap(FactDoc::name, FactDoc::type, (a, _) -> a));
    }

    private static Map<String, String> sorted(String... pairs) {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) all.put(pairs[i], pairs[i + 1]);
        return all;
    }

    /** The value of a fact as Ansible has it; empty for what is no fact. */
    Optional<Ftl> of(String name) {
        Vocabulary vocabulary = VOCABULARIES.get(name);
        if (vocabulary != null) return Optional.of(Ftl.atom(vocabulary.shown(), Kind.TEXT));
        if (name.equals("ansible_hostname"))
            return Optional.of(Ftl.atom("facts.hostname?keep_before(\".\")", Kind.TEXT));
        if (SHARED.containsKey(name) && isKnown(SHARED.get(name))) return Optional.of(typed(SHARED.get(name)));
        if (name.equals("ansible_user_id") && isKnown("facts.user"))
            return Optional.of(Ftl.atom("facts.user", Kind.TEXT));
        if (name.equals("ansible_user_id")) throw unknown(name);
        if (INEXACT.contains(name)) throw unknown(name);
        return AnsibleWords.exact(Place.VARIABLES, name)
                .filter(s -> s.startsWith("facts."))
                .map(this::typed);
    }

    /** The same fact of another host. */
    static Ftl moved(Ftl fact, Ftl variables) {
        String of = Matcher.quoteReplacement(variables.operand() + ".facts.");
        return new Ftl(OF_HOST.matcher(fact.text()).replaceAll(of), fact.kind(), fact.level());
    }

    private Optional<Ftl> selinux(String attribute) {
        return isKnown("facts.selinux." + attribute)
                ? Optional.of(Ftl.atom("facts.selinux." + attribute, Kind.TEXT))
                : Optional.empty();
    }

    private boolean isKnown(String path) {
        String name = path.replaceFirst("^facts\\.", "");
        return types.keySet().stream().anyMatch(n -> n.equals(name) || n.startsWith(name + "."));
    }

    private Ftl typed(String path) {
        String type = types.getOrDefault(path.replaceFirst("^facts\\.", "").replaceFirst("[?!\\[].*", ""), "any");
        boolean plain = path.matches("[a-z_.]+");
        Kind kind = switch (type) {
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.TRUTH;
            case "list" -> Kind.LIST;
            case "map" -> Kind.MAP;
            case "string" -> Kind.TEXT;
            default -> Kind.ANY;
        };
        return Ftl.atom(path, plain || kind == Kind.TEXT ? kind : Kind.ANY);
    }

    Refusal unknown(String name) {
        return new Refusal(
                "fact " + name, AnsibleWords.remedy(Place.VARIABLES, name).orElse("it is not among the facts"));
    }

    /** Whether it is an empty text where Ansible has nothing. */
    static boolean mayBeEmpty(Ftl fact) {
        return EMPTY.matcher(fact.text()).matches();
    }

    /** The name of the fact that a term is, if it is one. */
    static Optional<String> name(Term term) {
        return switch (term) {
            case Term.Name(String name)
            when name.startsWith("ansible_") && !name.equals("ansible_facts") -> Optional.of(name);
            case Term.Attribute(Term.Name(String facts), String name)
            when facts.equals("ansible_facts") -> Optional.of(ansible(name));
            case Term.Item(Term.Name(String facts), Term.Text(String name))
            when facts.equals("ansible_facts") -> Optional.of(ansible(name));
            default -> Optional.empty();
        };
    }

    private static String ansible(String name) {
        return name.startsWith("ansible_") ? name : "ansible_" + name;
    }

    /** The fact compared with a text that is written out, or with one of several. */
    Optional<Ftl> compared(Term fact, Term text) {
        Optional<String> name = name(fact);
        if (name.isEmpty()) return lowered(fact, text);
        if (name.get().equals("ansible_user_id") && text.equals(new Term.Text("root")))
            return Optional.of(equal("facts.uid", "0"));
        if (name.get().equals("ansible_virtualization_role")
                && text instanceof Term.Text(String role)
                && Set.of("guest", "host").contains(role))
            return Optional.of(new Ftl(
                    "facts.virtualization " + (role.equals("guest") ? "!=" : "==") + " \"none\"",
                    Kind.TRUTH,
                    Ftl.Level.EQUALITY));
        return text instanceof Term.Text(String word) ? word(name.get(), word) : Optional.empty();
    }

    private static Ftl equal(String path, String value) {
        return new Ftl(path + " == " + value, Kind.TRUTH, Ftl.Level.EQUALITY);
    }

    /** Ansible counts distributions to families, and calls none by the name of one of those that it knows. */
    private static boolean isNever(String name, String word) {
        return NEVER.contains(word)
                || word.endsWith("BSD")
                || name.equals("ansible_os_family") && DISTRIBUTIONS.containsKey(word) && !ALONE.containsKey(word);
    }

    private static Optional<Ftl> word(String name, String word) {
        Vocabulary vocabulary = VOCABULARIES.get(name);
        if (vocabulary == null) return Optional.empty();
        String ours = vocabulary.words().get(word);
        if (ours != null) return Optional.of(equal(vocabulary.path(), Ftl.quoted(ours)));
        if (isNever(name, word)) return Optional.of(Ftl.atom("false", Kind.TRUTH));
        if (vocabulary.path().equals("facts.virtualization") && word.equals("container"))
            return Optional.of(Ftl.atom(OTHER_CONTAINER, Kind.TRUTH));
        boolean isSystem = name.equals("ansible_os_family") || name.equals("ansible_distribution");
        if (isSystem && ALONE.containsKey(word)) return Optional.of(equal("facts.os.id", Ftl.quoted(ALONE.get(word))));
        throw new Refusal(name + " \"" + word + "\"", "what " + vocabulary.path() + " is then is not known");
    }

    /** {@code ansible_os_family | lower == "debian"}. */
    private static Optional<Ftl> lowered(Term fact, Term text) {
        boolean lower = fact instanceof Term.Filter(Term _, String filter, Term.Given _) && filter.equals("lower");
        if (!lower || !(text instanceof Term.Text(String word))) return Optional.empty();
        Optional<String> name = name(((Term.Filter) fact).of()).filter(VOCABULARIES::containsKey);
        return name.flatMap(n -> Objects.requireNonNull(VOCABULARIES.get(n)).words().keySet().stream()
                .filter(w -> w.toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .flatMap(w -> word(n, w)));
    }

    /** The fact among texts that are written out. */
    Optional<Ftl> among(Term fact, Term texts) {
        Optional<String> name = name(fact).filter(VOCABULARIES::containsKey);
        if (name.isEmpty() || !(texts instanceof Term.Items(List<Term> items))) return Optional.empty();
        Vocabulary vocabulary = Objects.requireNonNull(VOCABULARIES.get(name.get()));
        List<String> words = new ArrayList<>();
        for (Term item : items) {
            if (!(item instanceof Term.Text(String word))) return Optional.empty();
            if (vocabulary.words().containsKey(word) || !isNever(name.get(), word)) words.add(word);
        }
        if (words.contains("dnf")) words.remove("dnf5"); // which is dnf here
        List<Ftl> each =
                words.stream().map(w -> word(name.get(), w).orElseThrow()).toList();
        boolean one = words.stream().allMatch(vocabulary.words()::containsKey);
        if (!one)
            return Optional.of(new Ftl(
                    each.stream().map(Ftl::text).distinct().collect(Collectors.joining(" || ", "(", ")")),
                    Kind.TRUTH,
                    Ftl.Level.ATOM));
        String list = words.stream()
                .map(vocabulary.words()::get)
                .map(Ftl::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
        return Optional.of(Ftl.atom(list + "?seq_contains(" + vocabulary.path() + ")", Kind.TRUTH));
    }

    /** {@code ansible_lsb.codename}, {@code ansible_selinux.status == "enabled"} and the like. */
    Optional<Ftl> attribute(Term of, String attribute) {
        Optional<String> name = name(of);
        if (name.isEmpty()) return Optional.empty();
        String whole = name.get() + "." + attribute;
        Optional<Ftl> known = AnsibleWords.exact(Place.VARIABLES, whole)
                .filter(s -> s.startsWith("facts."))
                .map(this::typed);
        if (known.isPresent()) return known;
        return switch (whole) {
            case "ansible_env.HOME",
                    "ansible_env.LOGNAME",
                    "ansible_env.PATH",
                    "ansible_env.SHELL",
                    "ansible_env.SUDO_USER",
                    "ansible_env.USER" -> Optional.of(Ftl.atom("facts.environment." + attribute, Kind.TEXT));
            case "ansible_lsb.codename" -> Optional.of(Ftl.atom("facts.os.codename", Kind.TEXT));
            case "ansible_lsb.id" -> of("ansible_distribution");
            case "ansible_default_ipv4.address",
                    "ansible_default_ipv4.interface",
                    "ansible_default_ipv4.gateway",
                    "ansible_default_ipv6.address",
                    "ansible_default_ipv6.interface",
                    "ansible_default_ipv6.gateway" ->
                of(name.get()).map(f -> Ftl.atom(f.text() + "." + attribute, Kind.TEXT));
            case "ansible_selinux.status", "ansible_selinux.mode" -> selinux(attribute);
            default -> Optional.empty();
        };
    }

    /** Some are letters in Ansible alone: {@code | lower} of the distribution. */
    Optional<Ftl> filtered(Term of, String filter) {
        Optional<String> name = name(of).filter(VOCABULARIES::containsKey);
        if (name.isEmpty() || !filter.equals("lower")) return Optional.empty();
        Vocabulary vocabulary = Objects.requireNonNull(VOCABULARIES.get(name.get()));
        Map<String, String> lower = new TreeMap<>();
        vocabulary.words().forEach((theirs, ours) -> lower.put(theirs.toLowerCase(Locale.ROOT), ours));
        return Optional.of(Ftl.atom(new Vocabulary(vocabulary.path(), lower).shown(), Kind.TEXT));
    }

    /** What is compared as a version need not be as long. */
    Optional<Ftl> version(Term of) {
        return name(of).filter("ansible_distribution_version"::equals)
                .map(_ -> Ftl.atom("facts.os.version", Kind.TEXT));
    }

    /** As a condition a fact, or all of them, that is a map with something in it. */
    Optional<Ftl> whole(Term of) {
        boolean there = of.equals(new Term.Name("ansible_facts"))
                || name(of).filter(n -> Set.of("ansible_selinux", "ansible_env").contains(n))
                        .isPresent();
        return there ? Optional.of(Ftl.atom("true", Kind.TRUTH)) : Optional.empty();
    }

    /** Facts are there, for all hosts; those that are not known are refused. */
    Optional<Ftl> defined(Term of) {
        if (of.equals(new Term.Name("ansible_facts"))) return Optional.of(Ftl.atom("true", Kind.TRUTH));
        return name(of).flatMap(this::of).map(_ -> Ftl.atom("true", Kind.TRUTH));
    }

    /** A text with one of the values that the facts in it can have, and when it is that. */
    record Case(String text, String condition) {}

    /** All texts that one with facts in it can be; none where there is anything else in it. */
    List<Case> cases(String text) {
        List<Case> cases = List.of(new Case("", ""));
        for (Fragment fragment : Values.parsed(text)) {
            List<Case> longer = new ArrayList<>();
            for (Case begun : cases)
                for (Case part : parts(fragment))
                    longer.add(new Case(
                            begun.text() + part.text(),
                            begun.condition()
                                    + (begun.condition().isEmpty()
                                                    || part.condition().isEmpty()
                                            ? ""
                                            : " && ")
                                    + part.condition()));
            if (longer.size() > 1000) return List.of();
            cases = longer;
        }
        return cases;
    }

    private static List<Case> parts(Fragment fragment) {
        if (fragment instanceof Fragment.Data(String data)) return List.of(new Case(data, ""));
        if (!(fragment instanceof Fragment.Output(Term term))) return List.of();
        boolean lower = term instanceof Term.Filter(Term _, String filter, Term.Given given)
                && filter.equals("lower")
                && given.isEmpty();
        Term fact = lower ? ((Term.Filter) term).of() : term;
        Optional<Vocabulary> vocabulary = name(fact).map(VOCABULARIES::get);
        if (vocabulary.isEmpty()) return List.of();
        return vocabulary.get().words().entrySet().stream()
                .map(e -> new Case(
                        lower ? e.getKey().toLowerCase(Locale.ROOT) : e.getKey(),
                        vocabulary.get().path() + " == " + Ftl.quoted(e.getValue())))
                .toList();
    }

    void checkOrder(Term term) {
        if (name(term).filter("ansible_distribution_version"::equals).isPresent())
            throw new Refusal("order of a version as a text", "ask is version(..., '>=')");
    }
}
