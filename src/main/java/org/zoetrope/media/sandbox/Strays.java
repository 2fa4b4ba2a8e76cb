package org.zoetrope.media.sandbox;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends children that outlived a killed program. A child dies with its parent; but bubblewrap can be
 * caught in the moment before it has told the kernel so, and then waits for ever for a parent that
 * is gone.
 */
public final class Strays {
    private static final Logger log = LoggerFactory.getLogger(Strays.class);

    private Strays() {}

    /**
     * Ends every process that was started to write below {@code scratch}. To be called by the only
     * user of that directory, before it starts children of its own.
     */
    public static void end(Path scratch) {
        String below = scratch.toAbsolutePath().normalize() + "/";
        List<ProcessHandle> strays =
                ProcessHandle.allProcesses()
                        .filter(process -> process.pid() != ProcessHandle.current().pid())
                        .filter(process -> mentions(process, below))
                        .toList();
        for (ProcessHandle stray : strays) {
            log.info("ended a child of an earlier run pid={}", stray.pid());
            stray.destroyForcibly();
        }
    }

    private static boolean mentions(ProcessHandle process, String path) {
        return process.info().arguments().stream()
                .flatMap(java.util.Arrays::stream)
                .anyMatch(argument -> argument.contains(path));
    }
}
