package org.zoetrope.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.media.encode.Pictures.Drawn;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Source;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Multipart;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/**
 * The picture that stands for a video wherever it is named: a frame of it or a file, as its owner
 * wishes, else the one that was found in the film.
 */
final class PictureRoutes {
    private static final String PATH = "/api/v1/videos/{id}/picture";
    private static final String FILE = "picturefile";

    private final Videos videos;
    private final OwnPictures pictures;

    PictureRoutes(Videos videos, OwnPictures pictures) {
        this.videos = videos;
        this.pictures = pictures;
    }

    List<Route> routes() {
        return List.of(
                Route.put(PATH, Access.SIGNED_IN, this::put),
                Route.delete(PATH, Access.SIGNED_IN, this::remove));
    }

    private Answer put(Request request) throws IOException {
        Videos.Shown shown = videos.changed(request);
        Drawn drawn =
                request.mediaType().equals("multipart/form-data")
                        ? pictures.ofFile(file(request.multipart()).body())
                        : frame(shown.source(), request.json());
        return answer(pictures.put(shown.video().id(), drawn));
    }

    private Answer remove(Request request) throws IOException {
        return answer(pictures.remove(videos.changed(request).video().id()));
    }

    private static Answer answer(boolean isThere) {
        return isThere ? Answer.empty(204) : Problem.notFound("Video not found");
    }

    private static Multipart.Part file(Multipart parts) throws IOException {
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().name().equals(FILE)) {
                return part.get();
            }
        }
        throw new Refusal(Problem.parameters(Map.of(FILE, "must be a JPEG, PNG or WebP file")));
    }

    private Drawn frame(Optional<Source> source, JsonNode body) throws IOException {
        JsonNode at = body.path("at");
        double most =
                source.flatMap(s -> s.state().knownFacts())
                        .map(Facts::duration)
                        .map(length -> length.toMillis() / 1000.0)
                        .orElse(Double.MAX_VALUE);
        if (!at.isNumber() || at.asDouble() < 0 || at.asDouble() > most) {
            throw new Refusal(
                    Problem.parameters(Map.of("at", "must be a time of the video in seconds")));
        }
        return pictures.ofFrame(
                source.orElseThrow(() ->
                        new Refusal(
                                Problem.of(
                                        409,
                                        "not_arrived",
                                        "The file of this video is not here."))),
                at.asDouble());
    }
}
