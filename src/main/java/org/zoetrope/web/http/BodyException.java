package org.zoetrope.web.http;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The body of a request ended early, came too slowly or is malformed. An IOException, so that
 * whoever reads it cleans up as after any other failed read.
 */
public final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Answer.Problem problem;

    public BodyException(Answer.Problem problem) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
    }

    public Answer.Problem problem() {
        return problem;
    }

    /** What is wrong with the body, if that is what broke, whoever wrapped it on the way. */
    static Optional<Answer.Problem> behind(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .filter(BodyException.class::isInstance)
                .findFirst()
                .map(body -> ((BodyException) body).problem);
    }
}
