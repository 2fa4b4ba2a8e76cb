package org.zoetrope.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zoetrope.identity.Accounts;
import org.zoetrope.ingest.Checksum;
import org.zoetrope.ingest.Chunk;
import org.zoetrope.ingest.NewUpload;
import org.zoetrope.ingest.Standing;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Handler;
import org.zoetrope.web.http.Method;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/**
 * Resumable uploads by tus 1.0.0: creation (with upload, with deferred length), checksum,
 * termination, expiration. The answer to a creation names the video in {@code Zoetrope-Video}.
 */
public final class TusDoor {
    static final String PATH = "/api/v1/uploads";
    private static final String VERSION = "1.0.0";
    private static final String EXTENSIONS =
            "creation,creation-with-upload,creation-defer-length,checksum,termination,expiration";
    private static final String BYTES = "application/offset+octet-stream";
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Uploads uploads;
    private final Words.Channels channels;
    private final long maxBytes;

    public TusDoor(Uploads uploads, Accounts accounts, Site site) {
        this(uploads, new OwnChannels(accounts, site.usual()), site.maxUploadBytes());
    }

    TusDoor(Uploads uploads, Words.Channels channels, long maxBytes) {
        this.uploads = uploads;
        this.channels = channels;
        this.maxBytes = maxBytes;
    }

    public List<Route> routes() {
        String one = PATH + "/{upload}";
        return List.of(
                new Route(Method.OPTIONS, PATH, Access.EVERYONE, this::options),
                new Route(Method.OPTIONS, one, Access.EVERYONE, this::options),
                Route.post(PATH, Access.SIGNED_IN, tus(this::create)),
                new Route(Method.HEAD, one, Access.SIGNED_IN, tus(this::head)),
                new Route(Method.PATCH, one, Access.SIGNED_IN, tus(this::patch)),
                Route.post(one, Access.SIGNED_IN, tus(this::overridden)),
                Route.delete(one, Access.SIGNED_IN, tus(this::terminate)));
    }

    private Answer options(Request request) {
        String algorithms =
                Arrays.stream(Checksum.Algorithm.values())
                        .map(Checksum.Algorithm::tusName)
                        .collect(Collectors.joining(","));
        return Answer.empty(204)
                .with("Tus-Resumable", VERSION)
                .with("Tus-Version", VERSION)
                .with("Tus-Extension", EXTENSIONS)
                .with("Tus-Max-Size", Long.toString(maxBytes))
                .with("Tus-Checksum-Algorithm", algorithms);
    }

    /** Every request but OPTIONS names the version, and so does every answer. */
    private static Handler tus(Handler handler) {
        return request -> {
            if (!request.header("tus-resumable").orElse("").equals(VERSION)) {
                return Answer.Problem.of(412, "tus_version", "Tus-Resumable must be " + VERSION)
                        .with("Tus-Version", VERSION);
            }
            try {
                return told(handler.answer(request));
            } catch (Refusal refusal) {
                return told(refusal.problem());
            }
        };
    }

    private static Answer told(Answer answer) {
        return answer.with("Tus-Resumable", VERSION).with("Cache-Control", "no-store");
    }

    private Answer create(Request request) throws IOException {
        if (request.header("upload-concat").isPresent()) {
            return Answer.Problem.of(
                    400,
                    "concatenation_not_offered",
                    "Send the file in one upload: Upload-Concat is not understood here.");
        }
        Optional<Long> length = announced(request);
        String metadata = request.header("upload-metadata").orElse("");
        Fields words = decoded(metadata);
        String fileName = words.first("filename").or(() -> words.first("name")).orElse("unnamed");
        Account owner = UploadAnswers.owner(request);
        NewUpload wanted = new Words(words).read(owner, channels, fileName, length, metadata);
        return UploadAnswers.of(uploads.create(wanted), made -> created(request, owner, made));
    }

    private Answer created(Request request, Account owner, Standing made) {
        try {
            return request.mediaType().equals(BYTES) && !made.arrived()
                    ? withUpload(request, owner, made)
                    : location(made);
        } catch (IOException interrupted) {
            // the upload exists: the client asks where it stands and goes on
            return location(made);
        }
    }

    private Answer withUpload(Request request, Account owner, Standing made) throws IOException {
        org.zoetrope.ingest.Answer<Standing> said =
                uploads.append(
                        new Chunk(made.upload(), owner.name(), 0, request.body(), sum(request)));
        return UploadAnswers.of(said, TusDoor::location);
    }

    private static Answer location(Standing standing) {
        return standing(Answer.empty(201), standing)
                .with("Location", PATH + "/" + standing.upload());
    }

    private static Answer standing(Answer answer, Standing standing) {
        Answer told =
                answer.with("Upload-Offset", Long.toString(standing.offset()))
                        .with("Zoetrope-Video", standing.video().toString());
        return standing.arrived()
                ? told
                : told.with("Upload-Expires", HTTP_DATE.format(standing.expires()));
    }

    private Answer head(Request request) throws IOException {
        return UploadAnswers.of(
                uploads.standing(upload(request), UploadAnswers.owner(request).name()),
                TusDoor::known);
    }

    private static Answer known(Standing standing) {
        Answer answer = standing(Answer.empty(200), standing);
        answer =
                standing.length().isPresent()
                        ? answer.with("Upload-Length", Long.toString(standing.length().get()))
                        : answer.with("Upload-Defer-Length", "1");
        return standing.metadata().isEmpty()
                ? answer
                : answer.with("Upload-Metadata", standing.metadata());
    }

    private Answer overridden(Request request) throws IOException {
        return switch (request.header("x-http-method-override").orElse("")) {
            case "PATCH" -> patch(request);
            case "DELETE" -> terminate(request);
            default -> Answer.Problem.of(400, "override", "PATCH or DELETE is meant here.");
        };
    }

    private Answer patch(Request request) throws IOException {
        if (!request.mediaType().equals(BYTES)) {
            return Answer.Problem.of(415, "unsupported_media_type", "Send " + BYTES);
        }
        Optional<Long> offset = number(request, "upload-offset");
        if (offset.isEmpty()) {
            return Answer.Problem.of(400, "upload_offset", "Upload-Offset is needed.");
        }
        String owner = UploadAnswers.owner(request).name();
        Optional<Long> length = number(request, "upload-length");
        if (length.isPresent()) {
            org.zoetrope.ingest.Answer<Standing> measured =
                    uploads.measure(upload(request), owner, length.get());
            if (measured instanceof org.zoetrope.ingest.Answer.No<Standing>(var why)) {
                return UploadAnswers.problem(why);
            }
        }
        InputStream body = request.body();
        Chunk chunk = new Chunk(upload(request), owner, offset.get(), body, sum(request));
        return UploadAnswers.of(
                uploads.append(chunk), standing -> standing(Answer.empty(204), standing));
    }

    private Answer terminate(Request request) throws IOException {
        return uploads.terminate(upload(request), UploadAnswers.owner(request).name())
                .<Answer>map(UploadAnswers::problem)
                .orElseGet(() -> Answer.empty(204));
    }

    private static String upload(Request request) {
        return request.parameter("upload");
    }

    private Optional<Long> announced(Request request) {
        Optional<Long> length = number(request, "upload-length");
        Optional<String> deferred = request.header("upload-defer-length");
        boolean clear =
                deferred.isEmpty() ? length.isPresent() : length.isEmpty() && is1(deferred.get());
        if (!clear) {
            throw new Refusal(
                    Answer.Problem.of(
                            400,
                            "upload_length",
                            "Exactly one of Upload-Length and Upload-Defer-Length: 1 is needed."));
        }
        return length;
    }

    private static boolean is1(String deferred) {
        return deferred.strip().equals("1");
    }

    private static Optional<Checksum> sum(Request request) {
        Optional<String> header = request.header("upload-checksum");
        Optional<Checksum> sum = header.flatMap(Checksum::parse);
        if (header.isPresent() && sum.isEmpty()) {
            throw new Refusal(
                    Answer.Problem.of(
                            400, "upload_checksum", "This checksum cannot be read or is unknown."));
        }
        return sum;
    }

    private static Optional<Long> number(Request request, String name) {
        Optional<String> text = request.header(name).map(String::strip);
        if (text.isPresent() && !text.get().matches("\\d{1,18}")) {
            throw new Refusal(
                    Answer.Problem.of(
                            400, name.replace('-', '_'), name + " must be a number of bytes."));
        }
        return text.map(Long::valueOf);
    }

    /** {@code filename d29ybGQ=,privacy MQ==}; a key alone has an empty value. */
    private static Fields decoded(String metadata) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String pair : metadata.split(",", -1)) {
            String[] parts = pair.strip().split(" +", 2);
            if (!parts[0].isEmpty()) {
                found.put(parts[0], List.of(parts.length < 2 ? "" : base64(parts[1])));
            }
        }
        return new Fields(found);
    }

    private static String base64(String text) {
        try {
            return new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(
                    Answer.Problem.of(400, "upload_metadata", "Upload-Metadata is not in Base64."));
        }
    }
}
