package org.zoetrope.web.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.zoetrope.identity.Creation;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Refusal;

/** Reads what somebody wants of an account out of a JSON body. */
final class Wishes {
    private Wishes() {}

    static Optional<Account.Role> role(JsonNode asked) {
        return switch (asked.path("role").asText()) {
            case "" -> Optional.empty();
            case "0", "administrator" -> Optional.of(Account.Role.ADMINISTRATOR);
            case "1", "moderator" -> Optional.of(Account.Role.MODERATOR);
            case "2", "user" -> Optional.of(Account.Role.USER);
            default -> throw wrong("role", "must be administrator, moderator or user");
        };
    }

    /** Absent: not asked for; null: as the site gives to everybody. */
    static Optional<OptionalLong> bytes(JsonNode asked, String name) {
        JsonNode bytes = asked.path(name);
        if (bytes.isMissingNode()) {
            return Optional.empty();
        }
        if (bytes.isNull()) {
            return Optional.of(OptionalLong.empty());
        }
        if (!bytes.canConvertToLong() || !bytes.isIntegralNumber() || bytes.asLong() < -1) {
            throw wrong(name, "must be a number of bytes, -1 for no limit, or null");
        }
        return Optional.of(OptionalLong.of(bytes.asLong()));
    }

    static String required(JsonNode asked, String name) {
        return text(asked, name).orElseThrow(() -> wrong(name, "is missing"));
    }

    static Optional<String> text(JsonNode asked, String name) {
        return Optional.ofNullable(asked.path(name).textValue()).filter(text -> !text.isEmpty());
    }

    /**
     * A text within bounds, without blanks around it.
     *
     * @return empty when it is not named
     */
    static Optional<String> bounded(JsonNode asked, String name, int least, int most) {
        Optional<String> text =
                Optional.ofNullable(asked.path(name).textValue()).map(String::strip);
        text.filter(said -> said.length() < least || said.length() > most)
                .ifPresent(_ -> {
                    throw wrong(name, "must have " + least + " to " + most + " characters");
                });
        return text;
    }

    static Refusal wrong(String name, String rule) {
        return new Refusal(Answer.Problem.parameters(Map.of(name, rule)));
    }

    static Refusal refused(Creation.Why why) {
        return switch (why) {
            case BAD_NAME -> wrong("username", why.sentence());
            case BAD_PASSWORD -> wrong("password", why.sentence());
            case BAD_EMAIL -> wrong("email", why.sentence());
            case NAME_TAKEN -> Refusals.refusal(409, "name_taken", why.sentence());
            case EMAIL_TAKEN -> Refusals.refusal(409, "email_taken", why.sentence());
            case INVITATION_OVER -> Refusals.refusal(404, "invitation_over", why.sentence());
        };
    }
}
