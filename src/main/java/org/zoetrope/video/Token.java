package org.zoetrope.video;

import java.security.SecureRandom;

/** Random names that cannot be guessed: 22 letters and digits, at least 128 bits. */
public final class Token {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int LENGTH = 22;

    private Token() {}

    /** Whether a text could be one; says nothing about whether it is good for anything. */
    public static boolean isToken(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> LETTERS.indexOf(c) >= 0);
    }

    public static String random() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
