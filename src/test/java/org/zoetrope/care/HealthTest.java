package org.zoetrope.care;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zoetrope.care.Health.Finding;
import org.zoetrope.care.Health.Word;

class HealthTest {
    private static final Finding FULL =
            new Finding("Disk", Word.ATTENTION, "It is nearly full.", "Add space.");

    @Test
    void theWorstComesFirstAndIsTheWordOfTheWhole() {
        Health health =
                new Health(List.of(() -> Finding.healthy("Records", "They answer."), () -> FULL));

        List<Finding> findings = health.look();

        assertEquals(FULL, findings.getFirst());
        assertEquals(Word.ATTENTION, Health.worst(findings));
    }

    @Test
    void aCheckThatBreaksIsAFindingItself() {
        Health health =
                new Health(
                        List.of(() -> {
                            throw new IOException("no answer");
                        }));

        assertEquals(Word.BROKEN, health.look().getFirst().word());
        assertEquals("java.io.IOException: no answer", health.look().getFirst().cause());
    }
}
