package org.zoetrope.identity;

/** Where identity keeps its documents. */
final class Keys {
    static final String SESSIONS = "/sessions/";

    static final String INVITATIONS = "/invitations/";

    private Keys() {}

    static String invitation(String hash) {
        return INVITATIONS + hash;
    }

    static String account(String name) {
        return "/accounts/" + name;
    }

    static String channel(String name) {
        return "/channels/" + name;
    }

    /** Who has the name: the value is the key of the account or channel. */
    static String name(String name) {
        return "/names/" + name;
    }

    static String email(String address) {
        return "/emails/" + address;
    }

    /** The channels of an account, one key each. */
    static String owned(String account) {
        return "/owners/" + account + "/";
    }

    static String number(String kind, long number) {
        return "/numbers/" + kind + "/" + number;
    }

    static String counter(String kind) {
        return "/counters/" + kind;
    }

    static String session(String hash) {
        return SESSIONS + hash;
    }
}
