package org.zoetrope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.Json;

class AttachmentsTest {
    private static Attachments.Caption caption(String language, String attempt) {
        return new Attachments.Caption(
                new BlobKey("subtitles/x/" + attempt), language, language, 5, Samples.NOON);
    }

    @Test
    void uploadedSubtitlesTakeThePlaceOfThoseInsideTheSource() {
        Attachments beside =
                Attachments.none()
                        .toCaptioned(caption("fr", "first000"))
                        .toCaptioned(caption("de", "second00"));
        Media.Caption german = new Media.Caption(new BlobKey("caption/x/inside00"), "de", "German");
        Media.Caption english =
                new Media.Caption(new BlobKey("caption/x/inside01"), "en", "English");

        List<String> seen =
                beside.captionsOver(List.of(german, english)).stream()
                        .map(text -> text.language() + " " + text.key().attempt())
                        .toList();

        assertEquals(List.of("de second00", "fr first000", "en inside01"), seen);
    }

    @Test
    void aLanguageHasOneText() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Attachments(
                                List.of(caption("de", "first000"), caption("de", "second00")),
                                Optional.empty(),
                                List.of()));
    }

    @Test
    void aRecordFromBeforeThereWereAttachmentsHasNone() {
        Video video = Samples.video(1, "Old");
        String old =
                Json.write(video)
                        .replace("\"attachments\":{\"captions\":[],\"chapters\":[]}", "\"x\":1");

        Video read = Json.read(old, Video.class);

        assertEquals(true, old.contains("\"x\":1"));
        assertEquals(video, read);
    }

    @Test
    void aVideoKeepsWhatIsBesideItThroughEveryMove() {
        Video video =
                Samples.video(1, "Old")
                        .toAttached(
                                Attachments.none().toCaptioned(caption("de", "first000")),
                                Samples.NOON);

        Video moved = Samples.described(video.toViewed(3).toChannel("other"), "New");

        assertEquals(video.attachments(), moved.attachments());
        assertEquals(Json.read(Json.write(video), Video.class), video);
    }
}
