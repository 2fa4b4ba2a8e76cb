package org.zoetrope.search;

/**
 * In which order a list stands. Equal ones stand by the number of the video, in the same direction.
 */
public record Order(Key key, boolean descending) {
    /** Newest first: the order that costs nothing, because the index stands in it. */
    public static final Order NEWEST = new Order(Key.PUBLISHED, true);

    /** Best match first. Without words to match this is the newest first. */
    public static final Order BEST = new Order(Key.MATCH, true);

    /** What a list can be ordered by. */
    public enum Key {
        /** When it could first be watched; a video that cannot yet: when it was made. */
        PUBLISHED,
        CREATED,
        /** Of the title, upper and lower case and accents alike. */
        NAME,
        DURATION,
        VIEWS,
        /** Of the file that was brought, in bytes. */
        SIZE,
        MATCH
    }
}
