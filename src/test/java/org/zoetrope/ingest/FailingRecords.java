package org.zoetrope.ingest;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.records.Records;

/**
 * Records whose n-th commit fails: before it was carried out, or after, when nobody hears of it.
 */
public final class FailingRecords implements Records {
    private final Records records;
    private int untilFailure = -1;
    private boolean carriedOut;

    public FailingRecords(Records records) {
        this.records = records;
    }

    public void failAtCommit(int n, boolean afterIt) {
        untilFailure = n;
        carriedOut = afterIt;
    }

    public boolean stillToFail() {
        return untilFailure > 0;
    }

    @Override
    public Outcome commit(Commit commit) throws IOException {
        boolean fails = untilFailure > 0 && --untilFailure == 0;
        if (fails && !carriedOut) {
            throw new IOException("told to fail before " + commit.id());
        }
        Outcome outcome = records.commit(commit);
        if (fails) {
            throw new IOException("told to fail after " + commit.id());
        }
        return outcome;
    }

    @Override
    public Optional<Document> get(String key) throws IOException {
        return records.get(key);
    }

    @Override
    public Page scan(String prefix, String after, int limit) throws IOException {
        return records.scan(prefix, after, limit);
    }

    @Override
    public Watch watch(String prefix, long since) throws IOException {
        return records.watch(prefix, since);
    }

    @Override
    public long revision() throws IOException {
        return records.revision();
    }

    @Override
    public void close() {
        records.close();
    }
}
