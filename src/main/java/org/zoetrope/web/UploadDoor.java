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
import org.zoetrope.video.Video;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Multipart;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/**
 * Uploads in one request, as scripts have always sent them: the words first, the file as the last
 * part; its bytes go straight to where they stay. Fields that come after the file are too late,
 * because everything is checked before bytes flow: then nothing is kept, and the answer names them.
 *
 * <p>Pictures ({@code thumbnailfile}, {@code previewfile}) are read and not used, in front of the
 * file and after it: old scripts send them always, and the poster is made from the video. Words
 * that we keep no place for ({@code category}, {@code waitTranscoding} and such) are passed over.
 */
public final class UploadDoor {
    private static final int MAX_FIELD = 64 << 10;
    private static final int MAX_NAMED = 20;
    private static final Set<String> PICTURES = Set.of("thumbnailfile", "previewfile");
    private static final Set<String> ENDINGS =
            Set.of(
                    "mp4", "m4v", "mov", "webm", "mkv", "avi", "flv", "ogv", "ogg", "mpg", "mpeg",
                    "ts", "m2ts", "mts", "3gp", "wmv", "asf", "mxf", "m4a", "mp3", "wav", "flac",
                    "aac", "opus", "oga", "qt", "f4v", "3g2", "vob", "divx", "dv");

    private final Uploads uploads;
    private final Words.Channels channels;
    private final Documents documents;

    public UploadDoor(Uploads uploads, Accounts accounts, Documents documents) {
        this(uploads, new OwnChannels(accounts), documents);
    }

    UploadDoor(Uploads uploads, Words.Channels channels, Documents documents) {
        this.uploads = uploads;
        this.channels = channels;
        this.documents = documents;
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
        Optional<Multipart.Part> part = form.next();
        while (part.isPresent() && !part.get().name().equals("videofile")) {
            if (!PICTURES.contains(part.get().name())) {
                words.computeIfAbsent(part.get().name(), _ -> new ArrayList<>())
                        .add(part.get().text(MAX_FIELD));
            }
            part = form.next();
        }
        if (part.isEmpty()) {
            return Answer.Problem.parameters(Map.of("videofile", "a file is needed"));
        }
        return file(request, form, new Fields(words), part.get());
    }

    private Answer file(Request request, Multipart form, Fields words, Multipart.Part file)
            throws IOException {
        requireWords(words);
        Account owner = UploadAnswers.owner(request);
        String fileName = file.fileName().orElse("unnamed");
        NewUpload wanted = new Words(words).read(owner, channels, fileName, Optional.empty(), "");
        requireVideo(file, fileName);
        Optional<org.zoetrope.ingest.Refusal> refused =
                uploads.refusal(owner.name(), leastBytes(request));
        if (refused.isPresent()) {
            return UploadAnswers.problem(refused.get());
        }
        return switch (uploads.create(wanted)) {
            case org.zoetrope.ingest.Answer.No<Standing>(var why) -> UploadAnswers.problem(why);
            case org.zoetrope.ingest.Answer.Yes<Standing>(Standing made) ->
                    take(owner.name(), made, form, file);
        };
    }

    /** The body holds the file and a little more: what is far too large is refused unread. */
    private static long leastBytes(Request request) {
        long around = 1 << 20;
        return Math.max(1, request.contentLength().orElse(0) - around);
    }

    private static void requireWords(Fields words) {
        if (words.first("name").orElse("").isBlank()) {
            throw new Refusal(Answer.Problem.parameters(Map.of("name", "is needed")));
        }
    }

    private static void requireVideo(Multipart.Part file, String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean known =
                ENDINGS.contains(ending)
                        || file.type().startsWith("video/")
                        || file.type().startsWith("audio/");
        if (!known) {
            throw new Refusal(
                    Answer.Problem.of(
                            415,
                            "unsupported_media_type",
                            "This does not look like a video file."));
        }
    }

    /** One go: what breaks off is taken away again, because nobody could resume it. */
    private Answer take(String owner, Standing made, Multipart form, Multipart.Part file)
            throws IOException {
        boolean arrived = false;
        try {
            Counted bytes = new Counted(file.body());
            var said = uploads.append(new Chunk(made.upload(), owner, 0, bytes));
            if (said instanceof org.zoetrope.ingest.Answer.No<Standing>(var why)) {
                return UploadAnswers.problem(why);
            }
            requireNothingMore(form);
            var done = uploads.measure(made.upload(), owner, bytes.count());
            if (done instanceof org.zoetrope.ingest.Answer.No<Standing>(var why)) {
                return UploadAnswers.problem(why);
            }
            arrived = true;
            return named(made);
        } finally {
            if (!arrived) {
                var _ = uploads.terminate(made.upload(), owner);
            }
        }
    }

    /** Before the upload is complete, so that a refused one leaves nothing behind. */
    private static void requireNothingMore(Multipart form) throws IOException {
        Map<String, String> late = new LinkedHashMap<>();
        Optional<Multipart.Part> part = form.next();
        while (part.isPresent()) {
            String name = part.get().name();
            if (!PICTURES.contains(name) && late.size() < MAX_NAMED) {
                late.put(name, "must come before videofile");
            }
            part = form.next();
        }
        if (!late.isEmpty()) {
            throw new Refusal(Answer.Problem.parameters(late));
        }
    }

    private Answer named(Standing made) throws IOException {
        Video video =
                documents
                        .get("/videos/" + made.video(), Video.class)
                        .orElseThrow(() -> new IOException("video " + made.video() + " is gone"))
                        .value();
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("id", video.number());
        names.put("uuid", video.id().toString());
        names.put("shortUUID", video.id().toShort());
        return Answer.json(Map.of("video", names));
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
