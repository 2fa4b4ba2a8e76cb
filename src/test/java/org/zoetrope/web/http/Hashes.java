package org.zoetrope.web.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that every JDK has. */
final class Hashes {
    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
