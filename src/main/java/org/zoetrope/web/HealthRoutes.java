package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.zoetrope.care.Health;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Handler;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/** Is it there, is it well, and how much of everything: for machines that watch over machines. */
public final class HealthRoutes {
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Health health;
    private final PrometheusMeterRegistry meters;

    public HealthRoutes(Health health, PrometheusMeterRegistry meters) {
        this.health = health;
        this.meters = meters;
    }

    public List<Route> routes() {
        Handler.Immediate live = _ -> Answer.text("live\n");
        return List.of(
                Route.get("/health/live", Access.EVERYONE, live),
                Route.get("/health/ready", Access.EVERYONE, this::ready),
                Route.get("/metrics", Access.OPERATOR, this::metrics));
    }

    /** 503 when people notice; everybody learns the words, only administrators the causes. */
    private Answer ready(Request request) {
        List<Health.Finding> findings = health.look();
        Health.Word worst = Health.worst(findings);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("state", worst.toString());
        ArrayNode checks = answer.putArray("checks");
        boolean tell = request.caller().isAdministrator();
        for (Health.Finding finding : findings) {
            ObjectNode check = checks.addObject();
            check.put("name", finding.name()).put("state", finding.word().toString());
            if (tell) {
                check.put("cause", finding.cause()).put("remedy", finding.remedy());
            }
        }
        return worst == Health.Word.BROKEN
                ? Answer.json(503, answer).with("Retry-After", "10")
                : Answer.json(answer).with("Cache-Control", "no-store");
    }

    private Answer metrics(Request request) {
        return Answer.text(200, METRICS_TYPE, meters.scrape()).with("Cache-Control", "no-store");
    }
}
