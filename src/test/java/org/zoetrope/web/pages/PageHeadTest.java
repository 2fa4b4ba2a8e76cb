package org.zoetrope.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageHeadTest {
    private static final String EVIL = "\"></title><script>alert('x')</script>&";

    @Test
    void whatPeopleWroteStaysText() {
        String head =
                PageHead.of(
                        EVIL,
                        new Card(
                                EVIL,
                                EVIL,
                                EVIL,
                                "https://v.example/w/1",
                                "https://v.example/e/1",
                                "https://v.example/w/1.mp4",
                                "https://v.example/services/oembed?url=1",
                                Optional.of("https://v.example/p.jpg"),
                                1280,
                                720,
                                61,
                                "2026-03-01T12:00:00Z",
                                true));

        assertFalse(head.contains("<script>alert"), head);
        assertFalse(head.contains("\"></title>"), head);
        assertTrue(head.contains("<meta property=\"og:video:duration\" content=\"61\">"), head);
        assertTrue(head.contains("\"duration\":\"PT1M1S\""), head);
    }

    @Test
    void noTextEndsTheIsland() {
        String island = Island.of(Map.of("title", "</script><!--"));

        assertEquals(1, island.split("</script>", -1).length - 1);
        assertFalse(island.contains("<!--"));
    }

    @Test
    void unlistedVideosAreKeptOutOfSearchEngines() {
        String head = PageHead.plain("Site", "Not found", Optional.empty(), false);

        assertTrue(head.contains("<meta name=\"robots\" content=\"noindex\">"), head);
    }
}
