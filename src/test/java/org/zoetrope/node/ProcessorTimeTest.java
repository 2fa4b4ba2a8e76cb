package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ProcessorTimeTest {
    @Test
    void readsWhatTheKernelWrites() {
        String line =
                "4242 (a) name (x) S 1 4242 4242 0 -1 4194560 1 2 3 4 150 50 1000 234 20 0 12 0";

        assertEquals(new ProcessorTime(2, 12.34), ProcessorTime.of(line));
    }

    @Test
    void countsChildrenThatHaveEnded() throws Exception {
        double before = ProcessorTime.now().children();

        Process busy =
                new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done")
                        .start();
        assertEquals(0, busy.waitFor());

        assertTrue(ProcessorTime.now().children() > before);
        assertTrue(ProcessorTime.now().own() > 0);
    }
}
