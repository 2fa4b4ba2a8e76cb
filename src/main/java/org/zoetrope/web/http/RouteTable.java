package org.zoetrope.web.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path. Two routes with equal method and shape are refused when it is built.
 */
final class RouteTable {
    private final Node root = new Node();

    RouteTable(List<Route> routes) {
        routes.forEach(this::add);
    }

    /** A route and what its parameters stand for. */
    record Match(Route route, Map<String, String> parameters) {
        /** The pattern means this path, and not just whatever else there is. */
        boolean isPrecise() {
            return !route.pattern().endsWith("*}");
        }
    }

    /** What a path leads to. */
    record Found(List<Match> matches) {
        /** The most specific match for the method; HEAD is served by GET. */
        Optional<Match> of(Method method) {
            Optional<Match> exact =
                    matches.stream().filter(m -> m.route().method() == method).findFirst();
            return exact.isEmpty() && method == Method.HEAD ? of(Method.GET) : exact;
        }

        /** There is something at this very path. */
        boolean isPrecise() {
            return matches.stream().anyMatch(Match::isPrecise);
        }

        boolean isEmpty() {
            return matches.isEmpty();
        }

        /** For the header Allow. */
        Set<Method> methods() {
            Set<Method> methods = EnumSet.of(Method.OPTIONS);
            matches.forEach(match -> methods.add(match.route().method()));
            if (methods.contains(Method.GET)) {
                methods.add(Method.HEAD);
            }
            return methods;
        }
    }

    /** All routes of the most precise pattern that fits. */
    Found find(String path) {
        List<Match> matches = new ArrayList<>();
        walk(root, segments(path), 0, matches);
        return new Found(matches);
    }

    /** A place in the tree. {@code endings} are parameters with a suffix, longest suffix first. */
    private static final class Node {
        final Map<String, Node> plain = new HashMap<>();
        final List<Ending> endings = new ArrayList<>();
        final List<Route> routes = new ArrayList<>();
        final List<Route> rest = new ArrayList<>();
        @Nullable Node parameter;
    }

    private record Ending(String suffix, Node node) {}

    private void add(Route route) {
        Node node = root;
        for (String segment : segments(route.pattern())) {
            if (segment.endsWith("*}")) {
                put(node.rest, route);
                return;
            }
            node = child(node, segment);
        }
        put(node.routes, route);
    }

    private static void put(List<Route> routes, Route route) {
        for (Route other : routes) {
            if (other.method() == route.method()) {
                throw new IllegalArgumentException(
                        "two routes for " + route.method() + " " + route.pattern());
            }
        }
        routes.add(route);
    }

    private static Node child(Node node, String segment) {
        if (!segment.startsWith("{")) {
            return node.plain.computeIfAbsent(segment, _ -> new Node());
        }
        String suffix = segment.substring(segment.indexOf('}') + 1);
        if (suffix.isEmpty()) {
            Node parameter = node.parameter == null ? new Node() : node.parameter;
            node.parameter = parameter;
            return parameter;
        }
        for (Ending ending : node.endings) {
            if (ending.suffix().equals(suffix)) {
                return ending.node();
            }
        }
        Ending added = new Ending(suffix, new Node());
        node.endings.add(added);
        node.endings.sort(Comparator.comparingInt((Ending e) -> e.suffix().length()).reversed());
        return added.node();
    }

    private static boolean walk(Node node, List<String> path, int depth, List<Match> out) {
        if (depth == path.size()) {
            return found(node.routes, path, out);
        }
        String segment = path.get(depth);
        Node plain = node.plain.get(segment);
        if (plain != null && walk(plain, path, depth + 1, out)) {
            return true;
        }
        return (!segment.isEmpty() && walkParameters(node, segment, path, depth, out))
                || found(node.rest, path, out);
    }

    private static boolean walkParameters(
            Node node, String segment, List<String> path, int depth, List<Match> out) {
        for (Ending ending : node.endings) {
            boolean fits =
                    segment.length() > ending.suffix().length()
                            && segment.endsWith(ending.suffix());
            if (fits && walk(ending.node(), path, depth + 1, out)) {
                return true;
            }
        }
        return node.parameter != null && walk(node.parameter, path, depth + 1, out);
    }

    private static boolean found(List<Route> routes, List<String> path, List<Match> out) {
        routes.forEach(route -> out.add(match(route, path)));
        return !routes.isEmpty();
    }

    private static Match match(Route route, List<String> path) {
        List<String> pattern = segments(route.pattern());
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.endsWith("*}")) {
                String rest = String.join("/", path.subList(i, path.size()));
                values.put(part.substring(1, part.length() - 2), rest);
            } else if (part.startsWith("{")) {
                int close = part.indexOf('}');
                int suffix = part.length() - close - 1;
                String value = path.get(i);
                values.put(part.substring(1, close), value.substring(0, value.length() - suffix));
            }
        }
        return new Match(route, values);
    }

    private static List<String> segments(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }
}
