package org.zoetrope.web;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;

/**
 * Ids of resumable uploads as clients see them: in front stands a mark of the account. So an upload
 * of somebody else is told (403) from one that is gone (404, begin again) without a word about what
 * others have. The mark is no secret and opens nothing.
 */
final class UploadMark {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{8})([0-9A-Za-z]{22})");

    private UploadMark() {}

    static String shown(String owner, String upload) {
        return of(owner) + upload;
    }

    /**
     * The upload that {@code upload_id} means.
     *
     * @throws Refusal 400 when there is none, 403 when it is of another account or none of ours
     */
    static String read(Request request) {
        Optional<String> id = request.query().first("upload_id");
        if (id.isEmpty()) {
            throw new Refusal(Problem.parameters(Map.of("upload_id", "is needed")));
        }
        Matcher said = FORM.matcher(id.get());
        if (!said.matches() || !said.group(1).equals(of(UploadAnswers.owner(request).name()))) {
            throw new Refusal(Problem.of(403, "forbidden", "This is no upload of yours."));
        }
        return said.group(2);
    }

    private static String of(String owner) {
        return "%08x".formatted(owner.hashCode());
    }
}
