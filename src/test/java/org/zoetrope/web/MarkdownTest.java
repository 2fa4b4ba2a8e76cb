package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    private final Markdown markdown = new Markdown();

    @Test
    void showsWhatPeopleMark() {
        String html =
                markdown.html(
                        "# Coast\n\n**Five** in the *morning*\nwith `coffee`\n\n- one\n- two");

        assertTrue(html.contains("<h3>Coast</h3>"), html);
        assertTrue(html.contains("<strong>Five</strong> in the <em>morning</em><br />"), html);
        assertTrue(html.contains("<code>coffee</code>"), html);
        assertTrue(html.contains("<li>one</li>"), html);
    }

    @Test
    void linksLeadOutWithoutRecommendingAnything() {
        String html = markdown.html("[there](https://example.org/?a=1&b=2)");

        assertTrue(html.contains("href=\"https://example.org/?a&#61;1&amp;b&#61;2\""), html);
        assertTrue(html.contains("nofollow") && html.contains("ugc"), html);
    }

    @Test
    void nothingThatPeopleWriteRuns() {
        List<String> attacks =
                List.of(
                        "<script>alert(1)</script>",
                        "<img src=x onerror=alert(1)>",
                        "[x](javascript:alert(1))",
                        "[x](data:text/html,<script>alert(1)</script>)",
                        "[x](JaVaScRiPt&#58;alert(1))",
                        "<svg/onload=alert(1)>",
                        "![x](https://elsewhere.example/p.png)",
                        "[x](https://a.example \"\" onmouseover=\"alert(1)\")",
                        "<a href='javascript:alert(1)'>x</a>",
                        "<style>*{display:none}</style>",
                        "<iframe src=//elsewhere.example></iframe>");
        for (String attack : attacks) {
            String html = markdown.html(attack);

            assertFalse(html.matches("(?s).*<(script|img|svg|style|iframe)\\b.*"), html);
            assertFalse(html.matches("(?s).*<[^>]*(on\\w+\\s*=|javascript:|data:)[^>]*>.*"), html);
        }
    }

    @Test
    void aTextWithoutWordsIsEmpty() {
        assertEquals("", markdown.html(" \n\n "));
    }
}
