package org.zoetrope.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes a folder's thread when something is put there. Only a hint: where the system has no events,
 * or not for this file system, the regular look finds the same a little later.
 */
final class Hints implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Hints.class);
    private static final int MAX_FOLDERS = 256;
    private final WatchService events;
    private final Map<Path, WatchKey> registered = new HashMap<>();

    private Hints(WatchService events) {
        this.events = events;
    }

    static Optional<Hints> open() {
        try {
            return Optional.of(new Hints(FileSystems.getDefault().newWatchService()));
        } catch (IOException none) {
            log.info("no file events, looking regularly instead cause={}", none.toString());
            return Optional.empty();
        }
    }

    /** Exactly these, as far as that works. */
    void watch(List<Path> folders) {
        Set<Path> present = Set.copyOf(folders);
        registered.entrySet().removeIf(one -> isOver(one, present));
        for (Path folder : folders.subList(0, Math.min(MAX_FOLDERS, folders.size()))) {
            if (!registered.containsKey(folder)) {
                register(folder);
            }
        }
    }

    private static boolean isOver(Map.Entry<Path, WatchKey> one, Set<Path> folders) {
        boolean over = !one.getValue().isValid() || !folders.contains(one.getKey());
        if (over) {
            one.getValue().cancel();
        }
        return over;
    }

    private void register(Path folder) {
        try {
            registered.put(folder, folder.register(events, StandardWatchEventKinds.ENTRY_CREATE));
        } catch (IOException none) {
            log.debug("no events of folder={} cause={}", folder, none.toString());
        }
    }

    /** Waits for an event or the end of the time; false when it was closed. */
    boolean await(Duration longest) throws InterruptedException {
        try {
            WatchKey key = events.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
            return true;
        } catch (ClosedWatchServiceException closed) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
