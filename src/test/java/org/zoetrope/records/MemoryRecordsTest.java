package org.zoetrope.records;

/** The fake keeps what it stands for. */
final class MemoryRecordsTest extends RecordsContract {
    @Override
    protected Records open() {
        return new MemoryRecords();
    }

    @Override
    protected void forgetChanges(Records records) {
        ((MemoryRecords) records).forgetChanges();
    }
}
