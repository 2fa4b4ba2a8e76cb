package org.zoetrope.web.pages;

import java.util.Optional;

/**
 * What other sites show when somebody shares the address of a video.
 *
 * @param url of the page, absolute
 * @param embedUrl of the player alone, absolute
 * @param film the plain file, absolute: it is there, or will be
 * @param oembed where the same is told as JSON, absolute
 * @param image absolute, a JPEG; empty while there is no picture
 * @param width of the film; 0 while it is not known
 * @param seconds how long it is; 0 while it is not known
 * @param published ISO 8601
 * @param listed search engines may show it
 */
public record Card(
        String title,
        String description,
        String author,
        String url,
        String embedUrl,
        String film,
        String oembed,
        Optional<String> image,
        int width,
        int height,
        long seconds,
        String published,
        boolean listed) {}
