package org.zoetrope.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.zoetrope.ingest.Standing;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Account;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
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

    /** The three names of the video that an upload has become. */
    static Answer video(Documents documents, VideoId id) throws IOException {
        Optional<Video> found = documents.get(Videos.key(id), Video.class).map(Versioned::value);
        if (found.isEmpty()) {
            return Answer.Problem.notFound("The video was taken away.");
        }
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("id", found.get().number());
        names.put("uuid", id.toString());
        names.put("shortUUID", id.toShort());
        return Answer.json(Map.of("video", names));
    }
}
