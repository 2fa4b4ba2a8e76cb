package org.zoetrope.web.http;

import java.io.IOException;

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
}
