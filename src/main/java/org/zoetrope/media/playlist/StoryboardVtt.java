package org.zoetrope.media.playlist;

import org.zoetrope.media.caption.WebVtt;
import org.zoetrope.video.Media;

/** Writes the list by which players find the small picture of a time on a storyboard. */
public final class StoryboardVtt {
    private StoryboardVtt() {}

    /**
     * WebVTT whose texts are addresses with a media fragment ({@code #xywh=}).
     *
     * @param uri relative address of the sheet
     */
    public static String write(Media.Storyboard board, String uri) {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        for (int i = 0; i < board.count(); i++) {
            text.append('\n').append(WebVtt.stamp(i * board.everySeconds())).append(" --> ");
            text.append(WebVtt.stamp((i + 1) * board.everySeconds())).append('\n');
            text.append(Uri.checked(uri)).append("#xywh=");
            text.append(i % board.columns() * board.width()).append(',');
            text.append(i / board.columns() * board.height()).append(',');
            text.append(board.width()).append(',').append(board.height()).append('\n');
        }
        return text.toString();
    }
}
