package org.zoetrope.web.pages;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes the head of a page: title, canonical address, OpenGraph, Twitter card, JSON-LD. Everything
 * that people wrote is escaped here and nowhere else.
 */
final class PageHead {
    private static final int MAX_DESCRIPTION = 250;

    private final StringBuilder html = new StringBuilder();

    private PageHead() {}

    /** A page that is about no video. */
    static String plain(String site, String title, Optional<String> canonical, boolean listed) {
        PageHead head = new PageHead();
        head.title(title.isEmpty() ? site : title + " · " + site);
        canonical.ifPresent(head::canonical);
        head.property("og:site_name", site).property("og:platform", "PeerTube");
        head.alternate("application/rss+xml", "/feeds/videos.xml", site);
        if (!listed) {
            head.name("robots", "noindex");
        }
        return head.html.toString();
    }

    static String of(String site, Card card) {
        PageHead head = new PageHead();
        String description = describe(card);
        head.title(card.title() + " · " + site);
        head.canonical(card.url());
        head.name("description", description);
        head.property("og:site_name", site).property("og:platform", "PeerTube");
        head.property("og:type", "video").property("og:title", card.title());
        head.property("og:description", description).property("og:url", card.url());
        head.films(card);
        head.name("twitter:card", card.image().isPresent() ? "summary_large_image" : "summary");
        head.name("twitter:title", card.title()).name("twitter:description", description);
        card.image().ifPresent(head::image);
        head.alternate("application/json+oembed", card.oembed(), card.title());
        if (!card.listed()) {
            head.name("robots", "noindex");
        }
        head.html
                .append("<script type=\"application/ld+json\">")
                .append(Island.safe(linkedData(card, description)))
                .append("</script>\n");
        return head.html.toString();
    }

    /** The first one is what most sites show: a file that needs nothing of ours. */
    private void films(Card card) {
        film(card.film(), "video/mp4", card);
        film(card.embedUrl(), "text/html", card);
        if (card.seconds() > 0) {
            property("og:video:duration", Long.toString(card.seconds()));
        }
    }

    private void film(String url, String type, Card card) {
        property("og:video", url);
        if (url.startsWith("https:")) {
            property("og:video:secure_url", url);
        }
        property("og:video:type", type);
        if (card.width() > 0) {
            property("og:video:width", Integer.toString(card.width()));
            property("og:video:height", Integer.toString(card.height()));
        }
    }

    private void image(String url) {
        property("og:image", url).property("og:image:type", "image/jpeg");
        name("twitter:image", url);
    }

    private void alternate(String type, String url, String title) {
        html.append("<link rel=\"alternate\" type=\"").append(type).append("\" href=\"");
        html.append(escape(url)).append("\" title=\"").append(escape(title)).append("\">\n");
    }

    /** Never empty: some sites show no card then. */
    private static String describe(Card card) {
        String own = shorten(card.description());
        return own.isEmpty() ? "A video by " + card.author() : own;
    }

    private static ObjectNode linkedData(Card card, String description) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("@context", "https://schema.org").put("@type", "VideoObject");
        data.put("name", card.title()).put("description", description);
        data.put("uploadDate", card.published());
        if (card.seconds() > 0) {
            data.put("duration", Duration.ofSeconds(card.seconds()).toString());
        }
        data.put("url", card.url()).put("embedUrl", card.embedUrl());
        data.put("contentUrl", card.film());
        card.image().ifPresent(url -> data.put("thumbnailUrl", url));
        data.putObject("author").put("@type", "Person").put("name", card.author());
        return data;
    }

    private void title(String text) {
        html.append("<title>").append(escape(text)).append("</title>\n");
    }

    private void canonical(String url) {
        html.append("<link rel=\"canonical\" href=\"").append(escape(url)).append("\">\n");
    }

    private PageHead property(String property, String content) {
        return meta("property", property, content);
    }

    private PageHead name(String name, String content) {
        return meta("name", name, content);
    }

    private PageHead meta(String kind, String name, String content) {
        html.append("<meta ").append(kind).append("=\"").append(name).append("\" content=\"");
        html.append(escape(content)).append("\">\n");
        return this;
    }

    private static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_DESCRIPTION
                ? line
                : line.substring(0, MAX_DESCRIPTION - 1) + "…";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
