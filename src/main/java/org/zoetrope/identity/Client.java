package org.zoetrope.identity;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Token;

/**
 * The one OAuth2 client of an installation. Its secret is no secret (anybody may ask for it); older
 * clients must send both, so both are made once and kept.
 */
public record Client(String id, String secret) {
    private static final String KEY = "/client";

    /** That of this installation; made when first asked for. */
    public static Client of(Documents documents) throws IOException {
        Optional<Versioned<Client>> kept = documents.get(KEY, Client.class);
        if (kept.isEmpty()) {
            // a conflict means that somebody else made it just now: then that one counts
            Client fresh = new Client(Token.random(), Token.random());
            documents.change().create(KEY, fresh).commit();
            kept = documents.get(KEY, Client.class);
        }
        return kept.orElseThrow().value();
    }
}
