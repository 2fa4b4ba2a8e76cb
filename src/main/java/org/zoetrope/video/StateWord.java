package org.zoetrope.video;

import java.util.Optional;
import org.zoetrope.video.SourceState.Converting;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Inspected;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.SourceState.Received;
import org.zoetrope.video.SourceState.Rejected;

/**
 * The one word that people read beside a video, from a closed list, and the number by which older
 * clients know the same situation. The only place where states become words.
 */
public enum StateWord {
    UPLOADING("Uploading", 3, "To import"),
    CHECKING("Checking", 2, "To transcode"),
    WAITING("Waiting", 2, "To transcode"),
    CONVERTING("Converting", 2, "To transcode"),
    /** Still being made, and already playable: older clients only ask whether it plays. */
    CONVERTING_PLAYABLE("Converting", 1, "Published"),
    READY("Ready", 1, "Published"),
    DAMAGED("Damaged", 1, "Published"),
    FAILED("Failed", 7, "Transcoding failed");

    private final String word;
    private final int number;
    private final String label;

    StateWord(String word, int number, String label) {
        this.word = word;
        this.number = number;
        this.label = label;
    }

    /** The word of a video whose source is {@code source}; empty while the bytes are arriving. */
    public static StateWord of(Optional<Source> source) {
        return source.map(Source::state).map(StateWord::of).orElse(UPLOADING);
    }

    public static StateWord of(SourceState state) {
        return switch (state) {
            case Received _ -> CHECKING;
            case Inspected _ -> WAITING;
            case Converting _ -> CONVERTING;
            case Published now when !now.work().isDone() -> CONVERTING_PLAYABLE;
            case Published now -> now.facts().damage().isPresent() ? DAMAGED : READY;
            case Rejected _ -> FAILED;
            case Failed stuck -> stuck.retryAt().isPresent() ? WAITING : FAILED;
        };
    }

    /** As people read it. */
    public String word() {
        return word;
    }

    /** As the API of older clients numbers it. */
    public int number() {
        return number;
    }

    /** As the API of older clients calls it. */
    public String label() {
        return label;
    }

    /** Nothing will change any more unless somebody acts. */
    public boolean isFinal() {
        return switch (this) {
            case READY, DAMAGED, FAILED -> true;
            case UPLOADING, CHECKING, WAITING, CONVERTING, CONVERTING_PLAYABLE -> false;
        };
    }
}
