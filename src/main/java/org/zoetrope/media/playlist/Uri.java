package org.zoetrope.media.playlist;

import java.util.regex.Pattern;

/** What may stand as an address in a playlist: relative, of letters that need no quoting. */
final class Uri {
    private static final Pattern RELATIVE =
            Pattern.compile("[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*(?:\\?[A-Za-z0-9._~=-]*)?");

    private Uri() {}

    static String checked(String uri) {
        if (!RELATIVE.matcher(uri).matches()) {
            throw new IllegalArgumentException(
                    "address " + uri + " is not relative or has letters that need quoting");
        }
        return uri;
    }
}
