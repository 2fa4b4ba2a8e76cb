package org.zoetrope.compat.videotoogo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.zoetrope.identity.Accounts;
import org.zoetrope.ingest.Chunk;
import org.zoetrope.ingest.FileName;
import org.zoetrope.ingest.NewUpload;
import org.zoetrope.ingest.Refusal;
import org.zoetrope.ingest.Standing;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Multipart;
import org.zoetrope.web.http.Request;

/**
 * Takes one file of a form. The answer is the one that clients know, but it comes when the file is
 * durable and has its record, not before.
 */
final class Taking {
    private static final String FIELD = "uploadfile";
    private final Uploads uploads;
    private final Accounts accounts;
    private final VideotoogoDoor.Rules rules;

    Taking(VideotoogoDoor.Needs needs, VideotoogoDoor.Rules rules) {
        this.uploads = needs.uploads();
        this.accounts = needs.accounts();
        this.rules = rules;
    }

    Answer take(Request request) throws IOException {
        Optional<Account> owner = owner(request);
        if (owner.isEmpty()) {
            return Answer.Problem.of(
                    503, "no_owner", "The account that uploads belong to does not exist.");
        }
        Multipart form = request.multipart();
        Optional<Multipart.Part> part = form.next();
        while (part.isPresent() && !part.get().name().equals(FIELD)) {
            part = form.next();
        }
        return part.isEmpty()
                ? VideotoogoDoor.wrong(FIELD, "a file is needed")
                : file(owner.get(), form, part.get());
    }

    private Optional<Account> owner(Request request) throws IOException {
        Optional<Account> caller = request.caller().who();
        return caller.isPresent()
                ? caller
                : accounts.find(rules.openOwner().orElse("")).filter(who -> !who.blocked());
    }

    private Answer file(Account owner, Multipart form, Multipart.Part part) throws IOException {
        return switch (uploads.create(wanted(owner, part))) {
            case org.zoetrope.ingest.Answer.No<Standing>(var why) -> problem(why);
            case org.zoetrope.ingest.Answer.Yes<Standing>(Standing made) ->
                    bytes(made, owner, form, part);
        };
    }

    private NewUpload wanted(Account owner, Multipart.Part part) throws IOException {
        String name = FileName.tidy(part.fileName().orElse(""));
        return new NewUpload(
                owner.name(),
                accounts.channelsOf(owner.name()).getFirst().name(),
                FileName.title(name),
                "",
                List.of(),
                rules.visibility(),
                Optional.empty(),
                true,
                name,
                Optional.empty(),
                "");
    }

    /** What breaks off is taken away again: nobody could go on with it. */
    private Answer bytes(Standing made, Account owner, Multipart form, Multipart.Part part)
            throws IOException {
        boolean arrived = false;
        try {
            var said = uploads.append(new Chunk(made.upload(), owner.name(), 0, part.body()));
            if (said instanceof org.zoetrope.ingest.Answer.Yes<Standing>(Standing now)) {
                Optional<Multipart.Part> rest = form.next();
                while (rest.isPresent()) { // to the end, so that a form cut short is not taken
                    rest = form.next();
                }
                said = uploads.measure(made.upload(), owner.name(), now.offset());
            }
            if (said instanceof org.zoetrope.ingest.Answer.No<Standing>(var why)) {
                return problem(why);
            }
            arrived = true;
            return Answer.text(dump(part));
        } finally {
            if (!arrived) {
                var _ = uploads.terminate(made.upload(), owner.name());
            }
        }
    }

    /** The head of the part, as Go prints it. */
    private static String dump(Multipart.Part part) {
        String type = part.type().isEmpty() ? "" : " Content-Type:[" + part.type() + "]";
        return "map[Content-Disposition:[form-data; name=\"%s\"; filename=\"%s\"]%s]"
                .formatted(FIELD, part.fileName().orElse(""), type);
    }

    private static Answer problem(Refusal why) {
        return Answer.Problem.of(why.status(), why.code(), why.text());
    }
}
