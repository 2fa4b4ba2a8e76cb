package org.zoetrope.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Content-Disposition, as browsers write it in forms and as we write it for downloads. */
public final class Disposition {
    private static final Pattern PARAMETER =
            Pattern.compile(
                    ";\\s*([A-Za-z0-9_*-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;\\s]*))");

    private Disposition() {}

    /** A parameter of a form part; browsers escape a quote in a name as %22. */
    static Optional<String> parameter(String disposition, String name) {
        Matcher found = PARAMETER.matcher(disposition);
        while (found.find()) {
            if (found.group(1).equalsIgnoreCase(name)) {
                String value =
                        found.group(2) == null
                                ? found.group(3)
                                : found.group(2).replaceAll("\\\\([\"\\\\])", "$1");
                return Optional.of(
                        value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
            }
        }
        return Optional.empty();
    }

    /**
     * {@code attachment} under a name that may hold anything (RFC 6266): an ASCII form for old
     * clients and the whole name in UTF-8.
     */
    public static String attachment(String fileName) {
        String name = fileName.replaceAll("[\\p{Cntrl}/\\\\]", "_");
        String ascii = name.replaceAll("[^ -~]", "_").replaceAll("[\"%]", "_");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "!#$&+-.^_`|~".indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append(String.format("%%%02X", b & 0xff));
            }
        }
        return text.toString();
    }
}
