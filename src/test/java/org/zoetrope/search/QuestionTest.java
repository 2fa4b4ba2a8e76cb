package org.zoetrope.search;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.zoetrope.search.Selection.Audience;
import org.zoetrope.search.Selection.Filter;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.SourceState;

class QuestionTest {
    @Test
    void whoAsksWhetherTheyHaveBytesDoesNotMakeTheIndexLookAtThoseOfOthers() {
        Sha256 bytes = Samples.source(1, new SourceState.Received()).sha256();
        Selection mine =
                new Selection(
                        new Audience.Owner("bob"), "", List.of(new Filter.KeptBy("bob", bytes)));

        String asked = Question.of(mine, List.of()).toString();

        assertTrue(asked.contains("kept:bob/" + bytes), asked);
        assertFalse(asked.contains("source:"), asked);
    }
}
