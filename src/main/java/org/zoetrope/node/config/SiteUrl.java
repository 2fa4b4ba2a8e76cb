package org.zoetrope.node.config;

import java.net.URI;

/** The address of a site as viewers type it: a scheme and a host, perhaps a port. */
public record SiteUrl(URI uri) {
    static final String RULE = "http:// or https:// with a host name and no path";

    public SiteUrl {
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        String path = uri.getPath() == null ? "" : uri.getPath();
        boolean bare = path.isEmpty() || path.equals("/");
        if (!web
                || !bare
                || uri.getHost() == null
                || uri.getQuery() != null
                || uri.getFragment() != null
                || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(RULE);
        }
    }

    static SiteUrl parse(String text) {
        try {
            return new SiteUrl(new URI(text));
        } catch (java.net.URISyntaxException noAddress) {
            throw new IllegalArgumentException(RULE, noAddress);
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
