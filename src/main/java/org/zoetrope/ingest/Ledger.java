package org.zoetrope.ingest;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Account;

/** What accounts keep and may keep. Every change of a sum expects the version that was read. */
final class Ledger {
    private final Documents documents;
    private final long usualQuota;
    private final long usualDaily;
    private final InstantSource clock;

    /** The usual quotas hold for accounts without one of their own; -1: no limit. */
    Ledger(Documents documents, UploadLimits limits, InstantSource clock) {
        this.documents = documents;
        this.usualQuota = limits.usualQuota();
        this.usualDaily = limits.usualDaily();
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
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

    /** Why so many more bytes may not come; {@code usage} as it was read for the commit. */
    Optional<Refusal> overQuota(String account, Usage usage, long more) throws IOException {
        Optional<Account> owner = account(account);
        Optional<Refusal> full = full(owner, usage, more);
        return full.isPresent() ? full : overDay(owner, usage, more);
    }

    /** Why so many more bytes may not be kept, wherever they come from. */
    Optional<Refusal> full(String account, Usage usage, long more) throws IOException {
        return full(account(account), usage, more);
    }

    private Optional<Account> account(String name) throws IOException {
        return documents.get("/accounts/" + name, Account.class).map(Versioned::value);
    }

    private Optional<Refusal> full(Optional<Account> owner, Usage usage, long more) {
        long left = left(owner.map(this::quota).orElse(0L), usage.total());
        return more > left ? Optional.of(new Refusal.QuotaReached(more, left)) : Optional.empty();
    }

    private Optional<Refusal> overDay(Optional<Account> owner, Usage usage, long more) {
        Instant now = now();
        long daily = owner.map(this::daily).orElse(0L);
        long leftToday = left(daily, usage.day().sum(now));
        if (more <= leftToday) {
            return Optional.empty();
        }
        Optional<Instant> then =
                more > daily
                        ? Optional.empty()
                        : Optional.of(usage.day().free(more - leftToday, now));
        return Optional.of(new Refusal.DailyQuotaReached(more, leftToday, then));
    }

    private static long left(long quota, long used) {
        return quota < 0 ? Long.MAX_VALUE : Math.max(0, quota - used);
    }

    /** How many bytes the account may bring in 24 hours; -1: no limit. */
    long daily(Account account) {
        return account.dailyBytes().orElse(usualDaily);
    }

    /** How many bytes the account may keep; -1: no limit. */
    long quota(Account account) {
        return account.quotaBytes().orElse(usualQuota);
    }

    static Change write(Change change, Versioned<Usage> read, Usage usage) {
        return change.replace(read, usage);
    }
}
