package org.zoetrope.node;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.zoetrope.deliver.MediaTokens;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;

/**
 * What a site makes up for itself once and keeps in its records: the key that signs media
 * addresses. Every node of a site reads the same.
 */
final class SiteKeys {
    private static final String MEDIA = "/site/media-key";
    private static final int SECRET_BYTES = 32;

    private final Documents documents;

    SiteKeys(Documents documents) {
        this.documents = documents;
    }

    List<MediaTokens.Key> media() throws IOException {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = once(MEDIA, String.class, HexFormat.of().formatHex(random));
        return List.of(new MediaTokens.Key('a', HexFormat.of().parseHex(secret)));
    }

    /** What stands there; the first of several nodes to come writes it. */
    private <T> T once(String key, Class<T> type, T fresh) throws IOException {
        Optional<Versioned<T>> known = documents.get(key, type);
        if (known.isPresent()) {
            return known.get().value();
        }
        documents.change().create(key, fresh).commit();
        return documents.get(key, type).orElseThrow().value();
    }
}
