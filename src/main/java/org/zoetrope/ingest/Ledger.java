package org.zoetrope.ingest;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Account;

/** What accounts keep and may keep. Every change of a sum expects the version that was read. */
final class Ledger {
    private final Documents documents;
    private final long usualQuota;

    /** {@code usualQuota} holds for accounts without one of their own; -1: no limit. */
    Ledger(Documents documents, long usualQuota) {
        this.documents = documents;
        this.usualQuota = usualQuota;
    }

    Versioned<Usage> read(String account) throws IOException {
        String key = Usage.key(account);
        return documents
                .get(key, Usage.class)
                .orElseGet(() -> new Versioned<>(key, Usage.none(), 0));
    }

    /** Of all accounts together. */
    Usage total() throws IOException {
        Usage total = Usage.none();
        for (Versioned<Usage> one : documents.all(Usage.key(""), Usage.class)) {
            total = total.plus(one.value());
        }
        return total;
    }

    /** Why so many more bytes may not be kept; {@code usage} as it was read for the commit. */
    Optional<Refusal> overQuota(String account, Usage usage, long more) throws IOException {
        long quota =
                documents
                        .get("/accounts/" + account, Account.class)
                        .map(found -> quota(found.value()))
                        .orElse(0L);
        long left = quota < 0 ? Long.MAX_VALUE : Math.max(0, quota - usage.total());
        return more > left ? Optional.of(new Refusal.QuotaReached(more, left)) : Optional.empty();
    }

    /** How many bytes the account may keep; -1: no limit. */
    long quota(Account account) {
        return account.quotaBytes().orElse(usualQuota);
    }

    static Change write(Change change, Versioned<Usage> read, Usage usage) {
        return change.replace(read, usage);
    }
}
