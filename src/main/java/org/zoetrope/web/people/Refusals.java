package org.zoetrope.web.people;

import java.time.Duration;
import org.zoetrope.identity.SignIn.Result;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Refusal;

/** What somebody who was not let in is told; the codes are those that older clients know. */
final class Refusals {
    private Refusals() {}

    /** The account, or the refusal that belongs to the result. */
    static Account welcomed(Result result) {
        return switch (result) {
            case Result.Welcome(var account) -> account;
            case Result.Wrong() -> throw refusal(400, "invalid_grant", "Invalid credentials");
            case Result.Blocked(_) -> throw refusal(400, "account_blocked", "User is blocked.");
            case Result.TooLong() ->
                    throw refusal(400, "too_long_password", "The password is too long.");
            case Result.Later(Duration pause) ->
                    throw new Refusal(
                            Answer.Problem.later(
                                    429,
                                    "too_many_attempts",
                                    "Too many failed attempts. Try again later.",
                                    pause));
        };
    }

    static Refusal refusal(int status, String code, String detail) {
        return new Refusal(Answer.Problem.of(status, code, detail));
    }
}
