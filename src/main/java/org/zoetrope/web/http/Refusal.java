package org.zoetrope.web.http;

/** "No" from deep inside a handler: ends it with this problem. Not an error, so no stack. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Answer.Problem problem;

    public Refusal(Answer.Problem problem) {
        super(
                problem.status() + " " + problem.code() + ": " + problem.detail(),
                null,
                false,
                false);
        this.problem = problem;
    }

    public Answer.Problem problem() {
        return problem;
    }
}
