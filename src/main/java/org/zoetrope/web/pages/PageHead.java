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
        if (!listed) {
            head.name("robots", "noindex");
        }
        return head.html.toString();
    }

    static String of(String site, Card card) {
        PageHead head = new PageHead();
        String description = shorten(card.description());
        head.title(card.title() + " · " + site);
        head.canonical(card.url());
        head.name("description", description);
        head.property("og:site_name", site).property("og:platform", "PeerTube");
        head.property("og:type", "video").property("og:title", card.title());
        head.property("og:description", description).property("og:url", card.url());
        head.property("og:video:url", card.embedUrl()).property("og:video:type", "text/html");
        head.property("og:video:duration", Long.toString(card.seconds()));
        head.name("twitter:card", card.image().isPresent() ? "summary_large_image" : "summary");
        head.name("twitter:title", card.title()).name("twitter:description", description);
        card.image().ifPresent(url -> head.property("og:image", url).name("twitter:image", url));
        if (!card.listed()) {
            head.name("robots", "noindex");
        }
        head.html
                .append("<script type=\"application/ld+json\">")
                .append(Island.safe(linkedData(card, description)))
                .append("</script>\n");
        return head.html.toString();
    }

    private static ObjectNode linkedData(Card card, String description) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("@context", "https://schema.org").put("@type", "VideoObject");
        data.put("name", card.title()).put("description", description);
        data.put("uploadDate", card.published());
        data.put("duration", Duration.ofSeconds(card.seconds()).toString());
        data.put("url", card.url()).put("embedUrl", card.embedUrl());
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
