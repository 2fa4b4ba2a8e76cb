package org.zoetrope.media.playlist;

import java.util.Locale;

/**
 * Subtitles. What players show as their name comes from the language alone, never from the file.
 *
 * @param uri relative; of the HLS playlist, or of the WebVTT file itself for DASH
 * @param language BCP 47; anything else counts as not known
 */
public record TextTrack(String uri, String language) {
    private static final String UNKNOWN = "und";

    public TextTrack {
        Uri.checked(uri);
        language = language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}") ? language : UNKNOWN;
    }

    public String label() {
        return label(language);
    }

    /**
     * The language in English, as {@code Portuguese (Brazil)}; {@code Subtitles} for none known.
     */
    public static String label(String language) {
        Locale locale = Locale.forLanguageTag(language);
        String name = locale.getDisplayLanguage(Locale.ENGLISH);
        boolean known = !name.isEmpty() && !name.equalsIgnoreCase(locale.getLanguage());
        return known && !language.equals(UNKNOWN)
                ? locale.getDisplayName(Locale.ENGLISH).replaceAll("[^\\p{L} '()-]", "")
                : "Subtitles";
    }
}
