package org.zoetrope.records;

import java.util.ArrayList;
import java.util.List;

/**
 * What several threads did with ONE document, and when. Versions order all writes, so the history
 * is linearizable when every operation saw a version between those that time allows.
 */
final class History {
    private final List<Operation> operations = new ArrayList<>();

    private record Operation(boolean write, long start, long version, long end) {
        boolean contradicts(Operation later) {
            boolean before = end < later.start;
            return before && (later.write ? version >= later.version : version > later.version);
        }
    }

    synchronized void wrote(long start, long version, long end) {
        operations.add(new Operation(true, start, version, end));
    }

    synchronized void read(long start, long version, long end) {
        operations.add(new Operation(false, start, version, end));
    }

    /** Pairs of operations of which the later one does not know the earlier one. */
    synchronized List<String> violations() {
        List<String> found = new ArrayList<>();
        for (Operation earlier : operations) {
            for (Operation later : operations) {
                if (earlier.contradicts(later)) {
                    found.add(earlier + " was over before " + later);
                }
            }
            if (!earlier.write && earlier.version != 0 && !wasWrittenBefore(earlier)) {
                found.add(earlier + " read what nobody had begun to write");
            }
        }
        return found;
    }

    private boolean wasWrittenBefore(Operation read) {
        return operations.stream()
                .anyMatch(o -> o.write && o.version == read.version && o.start < read.end);
    }
}
