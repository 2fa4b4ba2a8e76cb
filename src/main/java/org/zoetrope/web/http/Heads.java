package org.zoetrope.web.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the head of a request and decides who stands at the other end and which host was meant. */
final class Heads {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private final Set<String> hosts = new HashSet<>();
    private final Networks proxies;
    private final String bound;

    Heads(Listening listening) {
        listening.publicUrl().map(URI::getRawAuthority).map(Heads::usual).ifPresent(hosts::add);
        listening.moreHosts().stream().map(Heads::usual).forEach(hosts::add);
        proxies = new Networks(listening.trustedProxies());
        bound = listening.host().toLowerCase(Locale.ROOT);
    }

    boolean isProxy(String address) {
        return proxies.contains(address);
    }

    /**
     * Reads a head.
     *
     * @throws Refusal 400 malformed, 421 a host that is not ours, 501 a method that we do not know
     */
    Head read(HttpServerRequest request) {
        Headers headers = headers(request);
        requireOneFraming(request, headers);
        Head.Peer peer = peer(request, headers);
        String path =
                Paths.safe(rawPath(request))
                        .orElseThrow(() -> refusal(400, "malformed_path", "This is no path."));
        String query = request.query() == null ? "" : request.query();
        return new Head(method(request), path, query, headers, peer);
    }

    /**
     * The codec refuses most of what two servers could read differently; it passes over transfer
     * codings that it does not know, and then takes the body for the next request.
     */
    private static void requireOneFraming(HttpServerRequest request, Headers headers) {
        List<String> codings = headers.all("transfer-encoding");
        boolean clear =
                codings.isEmpty()
                        || (codings.size() == 1
                                && codings.getFirst().equalsIgnoreCase("chunked")
                                && !headers.has("content-length")
                                && request.version() == HttpVersion.HTTP_1_1);
        List<String> lengths = headers.all("content-length");
        boolean plain =
                lengths.isEmpty()
                        || (lengths.size() == 1 && lengths.getFirst().matches("\\d{1,18}"));
        if (!clear || !plain) {
            throw refusal(400, "malformed_framing", "The length of the body is not clear.");
        }
    }

    private static Method method(HttpServerRequest request) {
        try {
            return Method.valueOf(request.method().name());
        } catch (IllegalArgumentException unknown) {
            throw refusal(501, "method_not_implemented", "There is no such method here.");
        }
    }

    private static String rawPath(HttpServerRequest request) {
        // not path(): that one resolves dot segments silently
        String target = request.uri();
        int end = target.length();
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) == '?' || target.charAt(i) == '#') {
                end = i;
                break;
            }
        }
        return target.substring(0, end);
    }

    private static Headers headers(HttpServerRequest request) {
        List<Headers.Field> fields = new ArrayList<>();
        try {
            for (Map.Entry<String, String> field : request.headers()) {
                fields.add(new Headers.Field(field.getKey(), field.getValue()));
            }
        } catch (IllegalArgumentException malformed) {
            throw refusal(400, "malformed_header", "A header field is malformed.");
        }
        return new Headers(fields);
    }

    private Head.Peer peer(HttpServerRequest request, Headers headers) {
        String remote = request.remoteAddress().hostAddress();
        boolean trusted = proxies.contains(remote);
        String host = trusted ? forwarded(headers, "x-forwarded-host") : "";
        String scheme = trusted ? forwarded(headers, "x-forwarded-proto") : "";
        if (host.isEmpty()) {
            host = host(request, headers);
        }
        String address = trusted ? client(headers, remote) : remote;
        requireOurs(host, request.localAddress().hostAddress());
        return new Head.Peer(address, request.isSSL() || scheme.equals("https"), host);
    }

    private static String host(HttpServerRequest request, Headers headers) {
        List<String> hosts = headers.all("host");
        if (hosts.size() == 1) {
            return hosts.getFirst().toLowerCase(Locale.ROOT);
        }
        if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
            return "localhost";
        }
        throw refusal(400, "host_expected", "Exactly one Host is needed.");
    }

    /** The last address that none of our proxies has (each appends the one that it saw). */
    private String client(Headers headers, String remote) {
        String line = String.join(",", headers.all("x-forwarded-for"));
        String client = remote;
        List<String> hops = List.of(line.split(",", -1));
        for (String hop : hops.reversed()) {
            String address = hop.strip();
            if (!Networks.isAddress(address)) {
                return client;
            }
            client = address;
            if (!proxies.contains(address)) {
                return client;
            }
        }
        return client;
    }

    private static String forwarded(Headers headers, String name) {
        return headers.first(name).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private void requireOurs(String host, String local) {
        String name = withoutPort(host);
        boolean ours =
                hosts.contains(usual(host))
                        || LOCAL.contains(name)
                        || name.equals(bound)
                        || name.equals(local)
                        || name.equals("[" + local + "]");
        if (!ours) {
            throw refusal(421, "unknown_host", "This site is not known as " + host + ".");
        }
    }

    /** Without the ports that are left out by custom. */
    private static String usual(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(":80") || name.endsWith(":443") ? withoutPort(name) : name;
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static Refusal refusal(int status, String code, String detail) {
        return new Refusal(Answer.Problem.of(status, code, detail));
    }
}
