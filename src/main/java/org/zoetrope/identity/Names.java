package org.zoetrope.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for names of accounts and channels, which share one space of names. */
public final class Names {
    public static final int MAX_LENGTH = 50;

    /** For people. */
    public static final String RULE =
            "1 to 50 characters: small letters, digits, and _ . - inside; not at the end . or -";

    // One class, then an end that is no dot or dash: the usual form with a nested repetition takes
    // exponential time on a long wrong name.
    private static final Pattern NAME = Pattern.compile("[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?");

    private Names() {}

    public static boolean isName(String text) {
        return text.length() <= MAX_LENGTH && NAME.matcher(text).matches();
    }

    /** How a person may have typed a name: capitals and blanks around it do not count. */
    static String normal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }
}
