package org.zoetrope.video;

/**
 * Why something was refused or failed: a stable code for programs and a sentence for the person
 * whose file it is.
 */
public record Reason(String code, String text) {
    public Reason {
        if (!code.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("reason code " + code);
        }
    }
}
