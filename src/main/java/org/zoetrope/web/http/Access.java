package org.zoetrope.web.http;

/**
 * Who may call a route at all. What a caller may do to a particular video is the handler's
 * question. There is no default: every route says it.
 */
public sealed interface Access {
    /** Also without an account. */
    record Everyone() implements Access {}

    /** Whoever has an account that is not blocked; others get 401. */
    record SignedIn() implements Access {}

    /** Moderators and administrators; others get 403, the unknown 401. */
    record Moderator() implements Access {}

    /** Administrators; others get 403, the unknown 401. */
    record Administrator() implements Access {}

    /**
     * Administrators; others get 404, as if it were not there. Where a request comes from proves
     * nothing: behind a proxy on this machine everybody comes from this machine.
     */
    record Operator() implements Access {}

    Access EVERYONE = new Everyone();
    Access SIGNED_IN = new SignedIn();
    Access MODERATOR = new Moderator();
    Access ADMINISTRATOR = new Administrator();
    Access OPERATOR = new Operator();
}
