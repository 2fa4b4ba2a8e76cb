package org.zoetrope.media.ffmpeg;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * FFmpeg's version number. Builds from a snapshot ({@code N-12345-g0a1b2c}) have none: they count
 * as 0.0.0 and are warned about.
 */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
    /** First releases with CVE-2026-8461 fixed, one for each line that was fixed. */
    static final List<Version> FLOORS =
            List.of(
                    new Version(5, 1, 10),
                    new Version(6, 1, 6),
                    new Version(7, 1, 5),
                    new Version(8, 1, 2));

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3}))?");

    /** Reads the first line of {@code ffmpeg -version}, also with a distribution's suffix. */
    static Version parse(String line) {
        Matcher found = FORM.matcher(line.replaceFirst("^ff\\w+ version n?", ""));
        if (!found.lookingAt()) {
            return new Version(0, 0, 0);
        }
        String patch = found.group(3);
        return new Version(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
    }

    /** What an administrator should know about this version; empty when it is sound. */
    public Optional<String> warning() {
        return isFixed()
                ? Optional.empty()
                : Optional.of(
                        "FFmpeg "
                                + this
                                + " has a known hole (CVE-2026-8461, heap write in the MagicYUV"
                                + " decoder). Zoetrope never lets that decoder run.");
    }

    private boolean isFixed() {
        return FLOORS.stream()
                .filter(floor -> floor.major == major && floor.minor == minor)
                .findFirst()
                .map(floor -> compareTo(floor) >= 0)
                .orElse(compareTo(FLOORS.getLast()) > 0);
    }

    @Override
    public int compareTo(Version other) {
        return Comparator.comparingInt(Version::major)
                .thenComparingInt(Version::minor)
                .thenComparingInt(Version::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
