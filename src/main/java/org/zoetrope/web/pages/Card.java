package org.zoetrope.web.pages;

import java.util.Optional;

/**
 * What other sites show when somebody shares the address of a video.
 *
 * @param url of the page, absolute
 * @param embedUrl of the player alone, absolute
 * @param image absolute; empty while there is no picture
 * @param published ISO 8601
 * @param listed search engines may show it
 */
public record Card(
        String title,
        String description,
        String author,
        String url,
        String embedUrl,
        Optional<String> image,
        long seconds,
        String published,
        boolean listed) {}
