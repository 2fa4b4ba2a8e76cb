package org.zoetrope.identity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a person signed in from, as they recognize it later.
 *
 * @param address of the client: an IP address
 * @param device such as {@code Firefox on Linux}; empty when nothing is known
 */
public record Origin(String address, String device) {
    private static final int MAX_PROGRAM = 40;

    /** The first that fits: most browsers also name those whose pages they can show. */
    private static final List<Map.Entry<String, String>> BROWSERS =
            List.of(
                    Map.entry("edg/", "Edge"),
                    Map.entry("opr/", "Opera"),
                    Map.entry("firefox/", "Firefox"),
                    Map.entry("chrome/", "Chrome"),
                    Map.entry("safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS =
            List.of(
                    Map.entry("android", "Android"),
                    Map.entry("iphone", "iPhone"),
                    Map.entry("ipad", "iPad"),
                    Map.entry("windows", "Windows"),
                    Map.entry("mac os x", "macOS"),
                    Map.entry("cros", "ChromeOS"),
                    Map.entry("linux", "Linux"));

    /** How other programs begin to name themselves: {@code curl/8.5.0}. */
    private static final Pattern PROGRAM = Pattern.compile("^([A-Za-z][A-Za-z0-9 ._-]*?)(/|\\s|$)");

    /**
     * Of a request.
     *
     * @param agent its User-Agent; what else stands in it is not kept
     */
    public static Origin of(String address, Optional<String> agent) {
        return new Origin(address, agent.map(Origin::device).orElse(""));
    }

    private static String device(String agent) {
        String lower = agent.toLowerCase(Locale.ROOT);
        Optional<String> browser = first(BROWSERS, lower);
        Optional<String> system = first(SYSTEMS, lower);
        if (browser.isEmpty()) {
            return program(agent);
        }
        return system.map(on -> browser.get() + " on " + on).orElse(browser.get());
    }

    private static Optional<String> first(List<Map.Entry<String, String>> known, String agent) {
        return known.stream()
                .filter(one -> agent.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String program(String agent) {
        Matcher found = PROGRAM.matcher(agent);
        String name = found.find() ? found.group(1) : "";
        return name.substring(0, Math.min(MAX_PROGRAM, name.length()));
    }
}
