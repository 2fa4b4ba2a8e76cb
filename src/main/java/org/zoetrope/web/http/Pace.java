package org.zoetrope.web.http;

/** How often one client may come to a route. */
public enum Pace {
    /** As often as it likes: media, pages, signs of life. */
    FREE,
    /** As often as a program needs that does one thing after the other. */
    USUAL,
    /** Only so often as a person types passwords. */
    GUESSING
}
