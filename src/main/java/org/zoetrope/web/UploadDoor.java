package org.zoetrope.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zoetrope.identity.Accounts;
import org.zoetrope.ingest.Chunk;
import org.zoetrope.ingest.NewUpload;
import org.zoetrope.ingest.Standing;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Multipart;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/**
 * Uploads in one request, as scripts have always sent them: words and a file, whose bytes go
 * straight to where they stay. The words in front of the file are checked before its bytes flow,
 * those behind it when the body has ended; if one is wrong, nothing is kept. Until then the video
 * is called by its file.
 *
 * <p>A picture ({@code thumbnailfile}, {@code previewfile}), in front of the file or after it, is
 * drawn anew and stands for the video; where nothing can be drawn it is passed over, because old
 * scripts send one always. Words that we keep no place for ({@code category}, {@code
 * waitTranscoding} and such) are passed over.
 */
public final class UploadDoor {
    private static final int MAX_FIELD = 64 << 10;
    private static final String FILE = "videofile";
    private static final Set<String> ENDINGS =
            Set.of(
                    "mp4", "m4v", "mov", "webm", "mkv", "avi", "flv", "ogv", "ogg", "mpg", "mpeg",
                    "ts", "m2ts", "mts", "3gp", "wmv", "asf", "mxf", "m4a", "mp3", "wav", "flac",
                    "aac", "opus", "oga", "qt", "f4v", "3g2", "vob", "divx", "dv");

    private final Uploads uploads;
    private final Words.Channels channels;
    private final Documents documents;
    private final OwnPictures pictures;

    public UploadDoor(
            Uploads uploads,
            Accounts accounts,
            Documents documents,
            OwnPictures pictures,
            Site site) {
        this(uploads, new OwnChannels(accounts, site.usual()), documents, pictures);
    }

    UploadDoor(
            Uploads uploads, Words.Channels channels, Documents documents, OwnPictures pictures) {
        this.uploads = uploads;
        this.channels = channels;
        this.documents = documents;
        this.pictures = pictures;
    }

    /** Endings of file names that are taken, for clients that ask beforehand. */
    public static List<String> endings() {
        return ENDINGS.stream().sorted().toList();
    }

    public List<Route> routes() {
        return List.of(Route.post("/api/v1/videos/upload", Access.SIGNED_IN, this::upload));
    }

    private Answer upload(Request request) throws IOException {
        Multipart form = request.multipart();
        Map<String, List<String>> words = new LinkedHashMap<>();
        SentPicture picture = new SentPicture(pictures);
        Optional<Multipart.Part> file = untilFile(form, words, picture);
        if (file.isEmpty()) {
            return Answer.Problem.parameters(Map.of(FILE, "a file is needed"));
        }
        return file(request, new Letter(form, words, picture, file.get()));
    }

    /** The file part, with the words that stand before it put into {@code words}. */
    private static Optional<Multipart.Part> untilFile(
            Multipart form, Map<String, List<String>> words, SentPicture picture)
            throws IOException {
        Optional<Multipart.Part> part = form.next();
        while (part.isPresent() && !part.get().name().equals(FILE)) {
            if (SentPicture.isNamed(part.get().name())) {
                picture.takeIfPossible(part.get());
            } else {
                words.computeIfAbsent(part.get().name(), _ -> new ArrayList<>())
                        .add(part.get().text(MAX_FIELD));
            }
            part = form.next();
        }
        return part;
    }

    /** A body that has been read as far as its file; {@code words} grows when more follow. */
    private record Letter(
            Multipart form,
            Map<String, List<String>> words,
            SentPicture picture,
            Multipart.Part file) {
        String fileName() {
            return file.fileName().orElse("unnamed");
        }

        /** What stands behind the file; true when there was any word. */
        boolean readOn() throws IOException {
            Map<String, List<String>> late = new LinkedHashMap<>();
            if (untilFile(form, late, picture).isPresent()) {
                throw new Refusal(Answer.Problem.parameters(Map.of(FILE, "one file is taken")));
            }
            late.forEach((name, texts) ->
                    words.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(texts));
            return !late.isEmpty();
        }
    }

    private Answer file(Request request, Letter letter) throws IOException {
        Account owner = UploadAnswers.owner(request);
        NewUpload wanted = wanted(owner, letter);
        requireVideo(letter.file().type(), letter.fileName());
        Optional<org.zoetrope.ingest.Refusal> refused =
                uploads.refusal(owner.name(), leastBytes(request));
        if (refused.isPresent()) {
            return UploadAnswers.problem(refused.get());
        }
        return switch (uploads.create(wanted)) {
            case org.zoetrope.ingest.Answer.No<Standing>(var why) -> UploadAnswers.problem(why);
            case org.zoetrope.ingest.Answer.Yes<Standing>(Standing made) ->
                    take(owner, made, letter);
        };
    }

    private NewUpload wanted(Account owner, Letter letter) throws IOException {
        return new Words(new Fields(letter.words()))
                .read(owner, channels, letter.fileName(), Optional.empty(), "");
    }

    /** The body holds the file and a little more: what is far too large is refused unread. */
    private static long leastBytes(Request request) {
        long around = 1 << 20;
        return Math.max(1, request.contentLength().orElse(0) - around);
    }

    /**
     * Asks whether type or name promise picture or sound; the bytes are looked at later.
     *
     * @throws Refusal 415
     */
    static void requireVideo(String type, String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean known =
                ENDINGS.contains(ending) || type.startsWith("video/") || type.startsWith("audio/");
        if (!known) {
            throw new Refusal(
                    Answer.Problem.of(
                            415,
                            "unsupported_media_type",
                            "This does not look like a video file."));
        }
    }

    /** One go: what breaks off is taken away again, because nobody could resume it. */
    private Answer take(Account owner, Standing made, Letter letter) throws IOException {
        boolean arrived = false;
        try {
            Counted bytes = new Counted(letter.file().body());
            var said = uploads.append(new Chunk(made.upload(), owner.name(), 0, bytes));
            if (said instanceof org.zoetrope.ingest.Answer.No<Standing>(var why)) {
                return UploadAnswers.problem(why);
            }
            Optional<org.zoetrope.ingest.Refusal> unworded = hearOut(owner, made, letter);
            if (unworded.isPresent()) {
                return UploadAnswers.problem(unworded.get());
            }
            letter.picture().put(made.video());
            var done = uploads.measure(made.upload(), owner.name(), bytes.count());
            if (done instanceof org.zoetrope.ingest.Answer.No<Standing>(var why)) {
                return UploadAnswers.problem(why);
            }
            arrived = true;
            return UploadAnswers.video(documents, made.video());
        } finally {
            if (!arrived) {
                var _ = uploads.terminate(made.upload(), owner.name());
            }
        }
    }

    /**
     * The words behind the file, taken before the upload is complete: a video that was meant to be
     * private is never seen with the words that stood in front alone.
     */
    private Optional<org.zoetrope.ingest.Refusal> hearOut(
            Account owner, Standing made, Letter letter) throws IOException {
        boolean more = letter.readOn();
        if (new Fields(letter.words()).first("name").orElse("").isBlank()) {
            throw new Refusal(Answer.Problem.parameters(Map.of("name", "is needed")));
        }
        return more ? uploads.reword(made.upload(), wanted(owner, letter)) : Optional.empty();
    }

    /** Counts what was read. */
    private static final class Counted extends java.io.FilterInputStream {
        private long count;

        Counted(java.io.InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
