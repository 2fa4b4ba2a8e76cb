package org.zoetrope.web;

import org.commonmark.node.Heading;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What people write about a video, as HTML that may stand in any page: words, lists and links.
 * Markup in the text itself is shown as text, and what comes out is filtered once more by a list of
 * what is allowed. Nothing in it is fetched from elsewhere: there are no pictures. Safe for many
 * threads.
 */
final class Markdown {
    /** Titles in a description stand below those of the page. */
    private static final int HIGHEST_HEADING = 3;

    private static final int LOWEST_HEADING = 6;

    private static final PolicyFactory ALLOWED =
            new HtmlPolicyBuilder()
                    .allowElements(
                            "p",
                            "br",
                            "strong",
                            "em",
                            "ul",
                            "ol",
                            "li",
                            "blockquote",
                            "code",
                            "pre",
                            "hr",
                            "h3",
                            "h4",
                            "h5",
                            "h6",
                            "a")
                    .allowUrlProtocols("https", "http", "mailto")
                    .allowAttributes("href")
                    .onElements("a")
                    .allowAttributes("start")
                    .matching(value -> value.matches("\\d{1,9}"))
                    .onElements("ol")
                    .requireRelsOnLinks("nofollow", "ugc", "noopener", "noreferrer")
                    .toFactory();

    private final Parser parser =
            Parser.builder().postProcessor(Markdown::withLowerHeadings).build();

    /** A line that was ended is a line that ends: people write lists of times without marks. */
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().escapeHtml(true).softbreak("<br>\n").build();

    /** Empty for a text without words. */
    String html(String text) {
        return ALLOWED.sanitize(renderer.render(parser.parse(text))).strip();
    }

    private static org.commonmark.node.Node withLowerHeadings(org.commonmark.node.Node document) {
        for (var node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                int level = heading.getLevel() + HIGHEST_HEADING - 1;
                heading.setLevel(Math.min(LOWEST_HEADING, level));
            }
            withLowerHeadings(node);
        }
        return document;
    }
}
