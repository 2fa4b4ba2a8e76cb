package org.zoetrope.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.identity.Accounts;
import org.zoetrope.ingest.Checksum;
import org.zoetrope.ingest.Chunk;
import org.zoetrope.ingest.NewUpload;
import org.zoetrope.ingest.Refusal.BeyondLength;
import org.zoetrope.ingest.Refusal.LengthMismatch;
import org.zoetrope.ingest.Refusal.OffsetMismatch;
import org.zoetrope.ingest.Standing;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/**
 * Resumable uploads as older clients of such sites send them, in the manner of Google's services:
 * POST with the words, PUT with Content-Range until the answer is no longer 308, DELETE to give up.
 *
 * <p>A piece that begins behind what has come is refused with 409 and nothing of it is kept. One
 * that begins before it was sent twice, because an answer got lost: what has come is passed over
 * and the rest is taken. (With a checksum, which is about the whole piece, only a piece that has
 * come as a whole is passed over.)
 */
public final class ResumableDoor {
    static final String PATH = "/api/v1/videos/upload-resumable";
    private static final String LENGTH = "X-Upload-Content-Length";
    private static final String TYPE = "X-Upload-Content-Type";

    private final Uploads uploads;
    private final Words.Channels channels;
    private final Documents documents;
    private final OwnPictures pictures;
    private final Site site;

    public ResumableDoor(
            Uploads uploads,
            Accounts accounts,
            Documents documents,
            OwnPictures pictures,
            Site site) {
        this(uploads, new OwnChannels(accounts, site.usual()), documents, pictures, site);
    }

    ResumableDoor(
            Uploads uploads,
            Words.Channels channels,
            Documents documents,
            OwnPictures pictures,
            Site site) {
        this.uploads = uploads;
        this.channels = channels;
        this.documents = documents;
        this.pictures = pictures;
        this.site = site;
    }

    public List<Route> routes() {
        return List.of(
                Route.post(PATH, Access.SIGNED_IN, this::create),
                Route.put(PATH, Access.SIGNED_IN, this::put),
                Route.delete(PATH, Access.SIGNED_IN, this::cancel));
    }

    private Answer create(Request request) throws IOException {
        Account owner = UploadAnswers.owner(request);
        SentPicture picture = new SentPicture(pictures);
        Fields words = SentFields.read(request, picture::takeIfPossible);
        long length = announced(request);
        String fileName = words.first("filename").or(() -> words.first("name")).orElse("unnamed");
        UploadDoor.requireVideo(request.header(TYPE).orElse(""), fileName);
        NewUpload wanted =
                new Words(words).read(owner, channels, fileName, Optional.of(length), "");
        var said = uploads.create(wanted);
        if (said instanceof org.zoetrope.ingest.Answer.Yes<Standing>(Standing made)) {
            picture.put(made.video());
        }
        return UploadAnswers.of(said, made -> created(request, owner, made));
    }

    private Answer created(Request request, Account owner, Standing made) {
        String id = UploadMark.shown(owner.name(), made.upload());
        // without a scheme: behind some proxies only the client knows which one it came by
        String location = "//" + site.host(request.head()) + PATH + "?upload_id=" + id;
        return fresh(Answer.empty(201).with("Location", location), made);
    }

    /** Both headers are needed, so that nothing is promised to a file of unknown size or kind. */
    private static long announced(Request request) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String length = request.header(LENGTH).orElse("").strip();
        if (!length.matches("\\d{1,18}")) {
            wrong.put(LENGTH, "must be the number of bytes of the file");
        }
        if (request.header(TYPE).orElse("").isBlank()) {
            wrong.put(TYPE, "must be the media type of the file");
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(Problem.parameters(wrong));
        }
        return Long.parseLong(length);
    }

    private Answer put(Request request) throws IOException {
        String owner = UploadAnswers.owner(request).name();
        String upload = UploadMark.read(request);
        ContentRange range =
                ContentRange.parse(request.header("content-range"))
                        .orElseThrow(() -> wrongRange("must be bytes a-b/N or bytes */N"));
        return switch (uploads.standing(upload, owner)) {
            case org.zoetrope.ingest.Answer.No<Standing>(var why) -> UploadAnswers.problem(why);
            case org.zoetrope.ingest.Answer.Yes<Standing>(Standing here) ->
                    put(request, here, range);
        };
    }

    private Answer put(Request request, Standing here, ContentRange range) throws IOException {
        return switch (range) {
            case ContentRange.Question(long total) ->
                    isOf(total, here) ? standing(here) : otherLength(here, total);
            case ContentRange.Piece piece ->
                    isOf(piece.total(), here)
                            ? piece(request, here, piece)
                            : otherLength(here, piece.total());
            case ContentRange.Start _ -> bring(request, here, 0);
        };
    }

    private static boolean isOf(long total, Standing here) {
        return here.length().equals(Optional.of(total));
    }

    private static Answer otherLength(Standing here, long total) {
        return conflict(new LengthMismatch(here.length().orElse(0L), total), here.offset());
    }

    private Answer piece(Request request, Standing here, ContentRange.Piece piece)
            throws IOException {
        if (request.contentLength().orElse(piece.length()) != piece.length()) {
            throw wrongRange("must name as many bytes as the body has");
        }
        return bring(request, here, piece.first());
    }

    private Answer bring(Request request, Standing here, long first) throws IOException {
        Optional<Checksum> checksum = sum(request);
        boolean halfCome = first < here.offset() && checksum.isPresent();
        if (here.arrived() || (halfCome && isWhollyHere(request, here, first))) {
            return standing(here);
        }
        if (first > here.offset() || halfCome) {
            return conflict(new OffsetMismatch(here.offset(), first), here.offset());
        }
        if (!passed(request.body(), here.offset() - first)) {
            return standing(here);
        }
        String owner = UploadAnswers.owner(request).name();
        var chunk = new Chunk(here.upload(), owner, here.offset(), request.body(), checksum);
        return switch (uploads.append(chunk)) {
            case org.zoetrope.ingest.Answer.Yes<Standing>(Standing now) -> standing(now);
            case org.zoetrope.ingest.Answer.No<Standing>(OffsetMismatch why) ->
                    conflict(why, why.offset());
            case org.zoetrope.ingest.Answer.No<Standing>(BeyondLength why) ->
                    conflict(why, why.length());
            case org.zoetrope.ingest.Answer.No<Standing>(var why) -> UploadAnswers.problem(why);
        };
    }

    private static boolean isWhollyHere(Request request, Standing here, long first) {
        return request.contentLength().orElse(Long.MAX_VALUE) <= here.offset() - first;
    }

    /** False when the body ends before so many bytes: all that it brings has come already. */
    private static boolean passed(InputStream body, long bytes) throws IOException {
        try {
            body.skipNBytes(bytes);
            return true;
        } catch (EOFException shorter) {
            return false;
        }
    }

    private Answer standing(Standing standing) throws IOException {
        return standing.arrived()
                ? UploadAnswers.video(documents, standing.video()).with("Cache-Control", "no-store")
                : fresh(ranged(Answer.empty(308), standing.offset()), standing);
    }

    private static Answer fresh(Answer answer, Standing standing) {
        return answer.with("X-Upload-Expires", standing.expires().toString())
                .with("Cache-Control", "no-store");
    }

    /** Says how much is here; of nothing there is no range. */
    private static Answer ranged(Answer answer, long offset) {
        return offset == 0 ? answer : answer.with("Range", "bytes=0-" + (offset - 1));
    }

    /** 409 also where other doors say 413, by which these clients understand: smaller pieces. */
    private static Answer conflict(org.zoetrope.ingest.Refusal why, long offset) {
        return ranged(Problem.of(409, why.code(), why.text()), offset);
    }

    private static Refusal wrongRange(String rule) {
        return new Refusal(Problem.parameters(Map.of("Content-Range", rule)));
    }

    private static Optional<Checksum> sum(Request request) {
        Optional<String> header =
                request.header("content-md5")
                        .map("md5 "::concat)
                        .or(() -> request.header("digest").map(ResumableDoor::named));
        Optional<Checksum> sum = header.flatMap(Checksum::parse);
        if (header.isPresent() && sum.isEmpty()) {
            throw new Refusal(
                    Problem.parameters(
                            Map.of("Digest", "must be sha=, sha-256= or md5= and Base64")));
        }
        return sum;
    }

    /** {@code sha-256=X} (RFC 3230) as checksums are named here. */
    private static String named(String digest) {
        return digest.strip()
                .replaceFirst("(?i)^sha-256=", "sha256 ")
                .replaceFirst("(?i)^sha(-1)?=", "sha1 ")
                .replaceFirst("(?i)^md5=", "md5 ");
    }

    private Answer cancel(Request request) throws IOException {
        String upload = UploadMark.read(request);
        return uploads.terminate(upload, UploadAnswers.owner(request).name())
                .<Answer>map(UploadAnswers::problem)
                .orElseGet(() -> Answer.empty(204));
    }
}
