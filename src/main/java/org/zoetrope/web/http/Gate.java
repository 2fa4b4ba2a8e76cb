package org.zoetrope.web.http;

/** Asks whether this caller may use this route. */
final class Gate {
    private Gate() {}

    /**
     * Lets pass or refuses.
     *
     * @throws Refusal 401, 403, or 404 where the route is to stay unseen
     */
    static void require(Access access, Caller caller) {
        switch (access) {
            case Access.Everyone _ -> {
                // nothing to ask
            }
            case Access.SignedIn _ -> signedIn(caller);
            case Access.Moderator _ -> role(caller, caller.isModerator());
            case Access.Administrator _ -> role(caller, caller.isAdministrator());
            case Access.Operator _ -> {
                if (!caller.isAdministrator()) {
                    throw new Refusal(Answer.Problem.notFound("There is nothing here."));
                }
            }
        }
    }

    private static void signedIn(Caller caller) {
        if (caller.who().filter(account -> !account.blocked()).isEmpty()) {
            throw new Refusal(
                    Answer.Problem.of(401, "invalid_token", "Token is invalid")
                            .with("WWW-Authenticate", "Bearer"));
        }
    }

    private static void role(Caller caller, boolean enough) {
        signedIn(caller);
        if (!enough) {
            throw new Refusal(Answer.Problem.of(403, "forbidden", "This is not for your role."));
        }
    }
}
