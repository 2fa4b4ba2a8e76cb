package org.zoetrope.node.config;

import java.util.Optional;

/** The first administrator. */
@Section("The first administrator")
public record AdminConfig(
        @Key(
                        meaning =
                                "The password that `root` gets on the first start, at least 6"
                                        + " characters. Without it one is made up and shown once.")
                Optional<Secret> password) {
    public AdminConfig {
        if (password.isPresent() && password.get().reveal().length() < 6) {
            throw new IllegalArgumentException(
                    "admin.password is ***, but must have at least 6 characters");
        }
    }
}
