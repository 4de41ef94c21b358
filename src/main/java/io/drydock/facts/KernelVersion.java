package io.drydock.facts;

import io.drydock.template.Version;
import java.util.regex.Pattern;

/**
 * A kernel release, such as {@code 6.1.0-18-cloud-amd64}. The flavour is what remains without the version and the
 * distribution's revision ({@code cloud-amd64}): an update keeps it. Text that is no release is version 0.0.0.
 */
public record KernelVersion(String release, long major, long minor, long patch, String flavour)
        implements Comparable<KernelVersion> {
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?.*", Pattern.DOTALL);
    /**
     * The version, and after it everything that is a revision: 18, el9, fc39, 0.deb11, bpo, arch1, rpt, rc4. once_flavour in
     * templates/lib has it too.
     */
    private static final Pattern REVISION = Pattern.compile(
            "^\\d+(\\.\\d+)*([-+._~](\\d[0-9a-z]*|(el|fc|deb|amzn|rc|rt|arch|zen|hardened|mga|azl|cm)\\d+|bpo\\d*|rpt))*+");

    public static KernelVersion parse(String release) {
        var numbers = NUMBERS.matcher(release);
        if (!numbers.matches()) {
            return new KernelVersion(release, 0, 0, 0, "");
        }
        var flavour = REVISION.matcher(release).replaceFirst("").replaceFirst("^[-+._~]+", "");
        return new KernelVersion(
                release, part(numbers.group(1)), part(numbers.group(2)), part(numbers.group(3)), flavour);
    }

    private static long part(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Major and minor version such as {@code 6.1}, in which minimums and backports are stated. */
    public String series() {
        return major + "." + minor;
    }

    /** The one order of versions. Releases that are written differently and mean the same compare as 0. */
    @Override
    public int compareTo(KernelVersion other) {
        return new Version(release).compareTo(new Version(other.release));
    }
}
