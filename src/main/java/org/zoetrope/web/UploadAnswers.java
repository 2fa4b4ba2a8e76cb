package org.zoetrope.web;

import java.util.function.Function;
import org.zoetrope.ingest.Standing;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Request;

/** What the room that takes bytes in said, as HTTP says it. */
final class UploadAnswers {
    private UploadAnswers() {}

    static Answer of(org.zoetrope.ingest.Answer<Standing> said, Function<Standing, Answer> yes) {
        return switch (said) {
            case org.zoetrope.ingest.Answer.Yes<Standing>(Standing standing) -> yes.apply(standing);
            case org.zoetrope.ingest.Answer.No<Standing>(var why) -> problem(why);
        };
    }

    static Answer.Problem problem(org.zoetrope.ingest.Refusal why) {
        return Answer.Problem.of(why.status(), why.code(), why.text());
    }

    /** Routes of uploads are for people with an account. */
    static Account owner(Request request) {
        return request.caller().who().orElseThrow();
    }
}
