package org.zoetrope.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The libraries that we run with are not older than the versions that closed known holes. Reads the
 * class path of this test, which Maven resolved for the program too.
 */
final class VersionFloorTest {
    private static final Pattern JAR =
            Pattern.compile(
                    "(?<name>[a-zA-Z][\\w.]*(?:-[a-zA-Z][\\w.]*)*)-(?<version>\\d[\\w.]*).*\\.jar");

    /** By the beginning of the name of the jar. */
    private static final Map<String, String> FLOORS = floors();

    private static Map<String, String> floors() {
        Map<String, String> floors = new LinkedHashMap<>();
        // CVE-2026-42581 request smuggling, CVE-2026-50020 control bytes, CVE-2026-45416 SNI memory
        floors.put("netty-", "4.2.17");
        // CVE-2026-75596
        floors.put("grpc-", "1.85.1");
        floors.put("jetty-", "12.1.14");
        floors.put("postgresql", "42.7.14");
        return floors;
    }

    private record Jar(String name, String version) {}

    @Test
    void noLibraryIsBelowItsSecurityFloor() {
        List<String> below = new ArrayList<>();
        for (Jar jar : jars()) {
            FLOORS.forEach((name, floor) -> {
                if (jar.name().startsWith(name) && compare(jar.version(), floor) < 0) {
                    below.add(jar.name() + " " + jar.version() + " is below " + floor);
                }
            });
        }

        assertEquals(List.of(), below);
    }

    @Test
    void theClassPathIsReallyRead() {
        assertTrue(
                jars().stream().filter(jar -> jar.name().startsWith("netty-")).count() >= 5,
                () -> "found only " + jars());
    }

    @ParameterizedTest
    @CsvSource({"4.2.17.Final,4.2.17,0", "4.2.9.Final,4.2.17,-1", "10.0,9.9.9,1", "1.85,1.85.1,-1"})
    void versionsAreComparedByNumber(String one, String other, int expected) {
        assertEquals(expected, Integer.signum(compare(one, other)));
    }

    private static List<Jar> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> JAR.matcher(new File(path).getName()))
                .filter(Matcher::matches)
                .map(jar -> new Jar(jar.group("name"), jar.group("version")))
                .toList();
    }

    private static int compare(String one, String other) {
        List<Integer> a = numbers(one);
        List<Integer> b = numbers(other);
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int difference =
                    Comparator.<Integer>naturalOrder()
                            .compare(i < a.size() ? a.get(i) : 0, i < b.size() ? b.get(i) : 0);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static List<Integer> numbers(String version) {
        return Arrays.stream(version.split("\\."))
                .filter(part -> part.matches("\\d+"))
                .map(Integer::valueOf)
                .toList();
    }
}
