package org.zoetrope.cli;

import java.util.Locale;

/** Who may watch, with the number that the API uses. */
enum Privacy {
    PUBLIC,
    UNLISTED,
    PRIVATE;

    String number() {
        return switch (this) {
            case PUBLIC -> "1";
            case UNLISTED -> "2";
            case PRIVATE -> "3";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
