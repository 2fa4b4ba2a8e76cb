package org.zoetrope.web.http;

/**
 * Content security policies: nothing from elsewhere and no form to there, no script inside a
 * document, and who may show the document in a frame.
 */
public final class PagePolicy {
    /** Frames of this site alone. */
    public static final String OWN_FRAMES = policy("'self'");

    /** Frames of anybody: only for a page on which a stolen click can do no harm. */
    public static final String ALL_FRAMES = policy("*");

    private PagePolicy() {}

    private static String policy(String ancestors) {
        return "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                + " frame-ancestors "
                + ancestors
                + "; media-src 'self' blob:; connect-src 'self'; img-src 'self' data: blob:;"
                + " style-src 'self' 'unsafe-inline'";
    }
}
