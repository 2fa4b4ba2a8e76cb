package org.zoetrope.records;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The bounds of a commit, the same for every backend. */
final class CommitRules {
    private static final int MAX_ID = 200;

    private CommitRules() {}

    static void check(String id, Map<String, Optional<String>> writes, Map<String, Long> expected) {
        if (id.isBlank() || id.length() > MAX_ID) {
            throw new IllegalArgumentException(
                    "commit id '" + id + "' must have 1 to " + MAX_ID + " characters");
        }
        Keys.utf8("commit id", id);
        Set<String> keys = new HashSet<>(writes.keySet());
        keys.addAll(expected.keySet());
        checkCount(id, keys.size());
        checkVersions(expected);
        checkBytes(id, keys, writes);
    }

    private static void checkCount(String id, int keys) {
        if (keys > Records.MAX_COMMIT_KEYS) {
            throw new IllegalArgumentException(
                    "commit %s writes and expects %d keys, at most %d are allowed"
                            .formatted(id, keys, Records.MAX_COMMIT_KEYS));
        }
    }

    private static void checkVersions(Map<String, Long> expected) {
        expected.forEach((key, version) -> {
            if (version < 0) {
                throw new IllegalArgumentException(
                        "version %d expected of %s: the least is 0, absent"
                                .formatted(version, key));
            }
        });
    }

    private static void checkBytes(
            String id, Set<String> keys, Map<String, Optional<String>> writes) {
        long bytes = 0;
        for (String key : keys) {
            bytes += Keys.utf8("key", Keys.check(key));
        }
        for (Optional<String> value : writes.values()) {
            bytes += value.isEmpty() ? 0 : Keys.utf8("value", value.get());
        }
        if (bytes > Records.MAX_COMMIT_BYTES) {
            throw new IllegalArgumentException(
                    "commit %s has %d bytes of keys and values, at most %d are allowed"
                            .formatted(id, bytes, Records.MAX_COMMIT_BYTES));
        }
    }
}
