package org.zoetrope.identity;

import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;

/** How the wish for an account ended. */
public sealed interface Creation {
    /** The account and its first channel exist. */
    record Created(Account account, Channel channel) implements Creation {}

    /** Nothing was written. */
    record Refused(Why why) implements Creation {}

    /** The reasons, each with the sentence for the person who asked. */
    enum Why {
        BAD_NAME("The name must have " + Names.RULE + "."),
        NAME_TAKEN("The name is taken."),
        EMAIL_TAKEN("Another account has this e-mail address."),
        BAD_EMAIL("This is no e-mail address."),
        INVITATION_OVER("The invitation was used, taken back, or has ended."),
        BAD_PASSWORD(
                "The password must have "
                        + Passwords.MIN_LENGTH
                        + " to "
                        + Passwords.MAX_LENGTH
                        + " characters.");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
