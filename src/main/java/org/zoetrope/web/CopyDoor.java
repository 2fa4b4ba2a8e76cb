package org.zoetrope.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.zoetrope.identity.Accounts;
import org.zoetrope.ingest.NewUpload;
import org.zoetrope.ingest.VideoCopy;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Account;
import org.zoetrope.video.Video;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/**
 * A second video of a file that its owner has sent before, without sending it. Only of one's own
 * videos: by bytes of others nobody gets anything, also not who looks after the site.
 */
public final class CopyDoor {
    private final VideoCopy copies;
    private final Videos videos;
    private final Words.Channels channels;
    private final Documents documents;

    public CopyDoor(VideoCopy copies, Accounts accounts, Documents documents, Site site) {
        this.copies = copies;
        this.videos = new Videos(documents);
        this.channels = new OwnChannels(accounts, site.usual());
        this.documents = documents;
    }

    public List<Route> routes() {
        return List.of(Route.post("/api/v1/videos/{id}/copies", Access.SIGNED_IN, this::copy));
    }

    private Answer copy(Request request) throws IOException {
        Account owner = UploadAnswers.owner(request);
        Video video = videos.changed(request).video();
        if (!video.owner().equals(owner.name())) {
            throw new Refusal(
                    Answer.Problem.of(403, "forbidden", "Only the owner may show this file again"));
        }
        NewUpload words =
                new Words(SentFields.read(request))
                        .read(owner, channels, video.fileName(), Optional.empty(), "");
        return switch (copies.copy(video.id(), words)) {
            case org.zoetrope.ingest.Answer.No<Video>(var why) -> UploadAnswers.problem(why);
            case org.zoetrope.ingest.Answer.Yes<Video>(Video copy) ->
                    UploadAnswers.video(documents, copy.id());
        };
    }
}
