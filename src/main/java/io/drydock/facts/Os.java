package io.drydock.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The distribution, by os-release(5), or on hosts older than that file by the release file they have. */
public record Os(
        @Meaning("Distribution, as in /etc/os-release: `debian`, `ubuntu`, `centos`, `alpine`; `linux` when unknown")
        String id,

        @Meaning("Distributions it is like, closest first") List<String> idLike,

        @Meaning("Its version: `12`, `22.04`; empty on rolling distributions")
        String versionId,

        @Meaning(
                "Its version with the number of the release in it, where os-release leaves that out: `12.5` on Debian, `7.9` on CentOS; else version_id")
        String version,

        @Meaning("The version's name: `bookworm`; may be empty")
        String codename,

        @Meaning(
                "On what is made of Debian or Ubuntu, the name of that version: `jammy` on Linux Mint 21, `bookworm` on Devuan 5; empty when nothing tells; else codename")
        String baseCodename,

        @Meaning("Its name: `Debian GNU/Linux`") String name,
        @Meaning("Name and version for people") String prettyName,

        @Meaning("`debian`, `redhat`, `suse`, `alpine`, `arch` or `other`")
        Family family,

        @Meaning(
                "What replaces the system's own files as a whole, so that no package manager changes them: `ostree` (rpm-ostree), `bootc`, "
                        + "`transactional-update`, `flatcar`, `bottlerocket`, `talos`, `nixos`, `ubuntu-core`; empty elsewhere")
        String image) {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");
    private static final Map<String, String> DEBIAN =
            Map.of("10", "buster", "11", "bullseye", "12", "bookworm", "13", "trixie", "14", "forky");
    /** Derivatives of Debian with code names of their own that os-release does not translate. */
    private static final Set<String> DERIVATIVES = Set.of(
            "devuan", "kali", "parrot", "pureos", "deepin", "mx", "sparky", "bunsenlabs", "armbian", "proxmox", "lmde");
    /** The code names for hosts where the file of Debian's version does not tell. Rolling releases count as the last one that Docker has packages for. */
    private static final Map<String, String> BASES = Map.of(
            "beowulf",
            "buster",
            "chimaera",
            "bullseye",
            "daedalus",
            "bookworm",
            "excalibur",
            "trixie",
            "kali-rolling",
            "trixie",
            "byzantium",
            "bullseye",
            "crimson",
            "bookworm",
            "lory",
            "bookworm",
            "echo",
            "trixie");

    /** Distributions that are images, or made of one configuration, by their ids. */
    private static final Set<String> IMAGES = Set.of("flatcar", "bottlerocket", "talos", "nixos", "ubuntu-core");

    private static final Set<String> IMAGE_TOOLS = Set.of("ostree", "bootc", "transactional-update");
    private static final Pattern NAME_OF_VERSION = Pattern.compile("\\(([^()]+)\\)|, (\\w+)");

    public Os {
        idLike = List.copyOf(idLike);
    }

    static Os of(RawFacts raw) {
        var release = raw.map("os.release");
        var os = release.isEmpty() ? ofLegacy(raw.map("os.legacy")) : ofRelease(release, raw.text("os.debian"));
        var image = raw.text("os.image");
        return os.with(os.fullVersion(raw), IMAGE_TOOLS.contains(image) ? image : os.image());
    }

    private Os with(String version, String image) {
        return new Os(id, idLike, versionId, version, codename, baseCodename, name, prettyName, family, image);
    }

    /** Of what these two have said since long in files of their own. CentOS has a date for a third number. */
    private String fullVersion(RawFacts raw) {
        var told = switch (id) {
            case "debian" -> raw.text("os.debian");
            case "centos" -> versionIn(raw.text("os.centos")).replaceFirst("^(\\d+\\.\\d+)\\..*", "$1");
            default -> "";
        };
        return VERSION.matcher(told).matches() ? told : versionId;
    }

    private static Os ofRelease(Map<String, String> quoted, String debianVersion) {
        var values = new LinkedHashMap<String, String>();
        quoted.forEach((key, value) -> values.put(key, unquoted(value)));
        var name = values.getOrDefault("NAME", "Linux");
        var version = values.getOrDefault("VERSION", "");
        var codename =
                values.getOrDefault("VERSION_CODENAME", values.getOrDefault("UBUNTU_CODENAME", lastName(version)));
        return of(
                values.getOrDefault("ID", "linux"),
                List.of(values.getOrDefault("ID_LIKE", "").strip().split("\\s+")),
                values.getOrDefault("VERSION_ID", ""),
                codename,
                values.getOrDefault(
                        "UBUNTU_CODENAME",
                        values.getOrDefault(
                                "DEBIAN_CODENAME", baseOf(values.getOrDefault("ID", ""), codename, debianVersion))),
                name,
                values.getOrDefault("PRETTY_NAME", (name + " " + version).strip()));
    }

    /** Derivatives have code names of their own, and most keep the file of Debian's version; empty when nothing tells. */
    private static String baseOf(String id, String codename, String debianVersion) {
        if (!DERIVATIVES.contains(id) || DEBIAN.containsValue(codename)) return codename;
        var major = debianVersion.split("[./]")[0];
        var named = DEBIAN.getOrDefault(major, DEBIAN.containsValue(major) ? major : "");
        return named.isEmpty() ? BASES.getOrDefault(codename, "") : named;
    }

    private static Os ofLegacy(Map<String, String> files) {
        var redhat = files.getOrDefault("redhat-release", "");
        if (!redhat.isEmpty()) {
            var codename = lastName(redhat);
            return of(
                    redhatId(redhat),
                    List.of("rhel", "fedora"),
                    versionIn(redhat),
                    codename,
                    codename,
                    redhat.replaceFirst(" release .*", ""),
                    redhat);
        }
        var debian = files.getOrDefault("debian_version", "");
        if (!debian.isEmpty()) {
            var codename = debian.contains("/") ? debian.substring(0, debian.indexOf('/')) : "";
            return of(
                    "debian",
                    List.of(),
                    versionIn(debian),
                    codename,
                    codename,
                    "Debian GNU/Linux",
                    "Debian GNU/Linux " + debian);
        }
        var alpine = files.getOrDefault("alpine-release", "");
        if (!alpine.isEmpty()) {
            return of("alpine", List.of(), versionIn(alpine), "", "", "Alpine Linux", "Alpine Linux " + alpine);
        }
        return of("linux", List.of(), "", "", "", "Linux", "Linux");
    }

    private static Os of(
            String id, List<String> like, String version, String codename, String base, String name, String pretty) {
        var known = like.stream()
                .filter(other -> !other.isEmpty())
                .map(other -> other.toLowerCase(Locale.ROOT))
                .toList();
        var lower = id.toLowerCase(Locale.ROOT);
        return new Os(
                lower,
                known,
                version,
                version,
                codename,
                base,
                name,
                pretty,
                Family.of(lower, known),
                IMAGES.contains(lower) ? lower : "");
    }

    private static String redhatId(String text) {
        if (text.startsWith("CentOS")) {
            return "centos";
        }
        if (text.startsWith("Fedora")) {
            return "fedora";
        }
        if (text.startsWith("Oracle")) {
            return "ol";
        }
        return text.startsWith("Scientific") ? "scientific" : "rhel";
    }

    private static String versionIn(String text) {
        var found = VERSION.matcher(text);
        return found.find() ? found.group() : "";
    }

    /** {@code stretch} of "9 (stretch)", {@code trusty} of "14.04.6 LTS, Trusty Tahr". */
    private static String lastName(String text) {
        var found = NAME_OF_VERSION.matcher(text);
        if (!found.find()) {
            return "";
        }
        return found.group(1) != null ? found.group(1) : found.group(2).toLowerCase(Locale.ROOT);
    }

    /** A value of os-release is quoted as in a shell; nothing in it is expanded. */
    static String unquoted(String value) {
        var text = value.strip();
        if (text.length() > 1 && text.startsWith("'") && text.endsWith("'")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        return text.replaceAll("\\\\([\\\\\"'$`])", "$1");
    }
}
