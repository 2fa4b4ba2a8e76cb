package org.zoetrope.media.playlist;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Media;

class StoryboardVttTest {
    @Test
    void theStoryboardListPointsAtEachPicture() {
        Media.Storyboard board =
                new Media.Storyboard(new BlobKey("sheet/abc/12345678"), 2, 2, 192, 108, 3, 2.5);

        String list = StoryboardVtt.write(board, "storyboard.jpg");

        assertTrue(
                list.endsWith(
                        """

                        00:00:05.000 --> 00:00:07.500
                        storyboard.jpg#xywh=0,108,192,108
                        """),
                list);
    }
}
