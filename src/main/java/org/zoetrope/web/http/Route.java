package org.zoetrope.web.http;

import java.util.regex.Pattern;

/**
 * One line of the table of routes.
 *
 * @param pattern {@code /api/v1/videos/{id}}: a parameter takes exactly one segment, {@code
 *     /assets/{rest*}} at the end takes all that follow (at least one). Plain segments win over
 *     parameters. A trailing slash in the request is passed over.
 * @param pace how often one client may come; below {@code /api/} the usual one unless said
 *     otherwise
 */
public record Route(Method method, String pattern, Access access, Pace pace, Handler handler) {
    private static final Pattern FORM =
            Pattern.compile(
                    "/|(/([A-Za-z0-9._~@-]+|\\{[a-zA-Z]+\\}|\\{[a-zA-Z]+\\}\\.[a-z0-9]+))*"
                            + "(/\\{[a-zA-Z]+\\*\\})?");

    public Route {
        if (pattern.isEmpty() || !FORM.matcher(pattern).matches()) {
            throw new IllegalArgumentException("pattern of a route: " + pattern);
        }
        boolean hasty = handler instanceof Handler.Immediate || handler instanceof Handler.Quick;
        if (hasty && !(access instanceof Access.Everyone && pace == Pace.FREE)) {
            throw new IllegalArgumentException(
                    pattern + " is answered at once, so nobody can be asked who calls how often");
        }
    }

    public Route(Method method, String pattern, Access access, Handler handler) {
        this(
                method,
                pattern,
                access,
                pattern.startsWith("/api/") ? Pace.USUAL : Pace.FREE,
                handler);
    }

    public Route at(Pace other) {
        return new Route(method, pattern, access, other, handler);
    }

    public static Route get(String pattern, Access access, Handler handler) {
        return new Route(Method.GET, pattern, access, handler);
    }

    public static Route post(String pattern, Access access, Handler handler) {
        return new Route(Method.POST, pattern, access, handler);
    }

    public static Route put(String pattern, Access access, Handler handler) {
        return new Route(Method.PUT, pattern, access, handler);
    }

    public static Route delete(String pattern, Access access, Handler handler) {
        return new Route(Method.DELETE, pattern, access, handler);
    }
}
