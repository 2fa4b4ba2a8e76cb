package org.zoetrope.media.playlist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zoetrope.media.mp4.SegmentIndex;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Rational;

class HlsTest {
    static final Variant HIGH =
            new Variant(
                    "720p",
                    "720p.m3u8",
                    1280,
                    720,
                    Optional.of(new Rational(30000, 1001)),
                    "avc1.64001f",
                    3_000_000,
                    2_000_000);
    static final Variant LOW =
            new Variant(
                    "360p",
                    "360p.m3u8",
                    640,
                    360,
                    Optional.of(new Rational(30000, 1001)),
                    "avc1.64001e",
                    900_000,
                    700_000);
    static final Variant SOUND =
            new Variant(
                    "audio", "audio.m3u8", 0, 0, Optional.empty(), "mp4a.40.2", 130_000, 128_000);

    static SegmentIndex index() {
        return new SegmentIndex(
                1,
                90_000,
                0,
                List.of(
                        new SegmentIndex.Entry(500_000, 360_000),
                        new SegmentIndex.Entry(400_000, 387_000)));
    }

    @Test
    void theMasterNamesQualitiesSoundAndSubtitles() {
        String master =
                Hls.master(
                        List.of(HIGH, LOW),
                        Optional.of(SOUND),
                        List.of(
                                new TextTrack("en.m3u8", "en"),
                                new TextTrack("en2.m3u8", "en"),
                                new TextTrack("x.m3u8", "what\"ever\n#EXT-X-KEY")));

        assertEquals(
                """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,URI="audio.m3u8"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="en.m3u8"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English 2",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="en2.m3u8"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="Subtitles",LANGUAGE="und",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="x.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=3130000,AVERAGE-BANDWIDTH=2128000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="audio",SUBTITLES="subtitles"
                720p.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=1030000,AVERAGE-BANDWIDTH=828000,CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=29.970,AUDIO="audio",SUBTITLES="subtitles"
                360p.m3u8
                """,
                master);
    }

    @Test
    void soundAloneIsAStreamOfItsOwn() {
        assertEquals(
                """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-STREAM-INF:BANDWIDTH=130000,AVERAGE-BANDWIDTH=128000,CODECS="mp4a.40.2"
                audio.m3u8
                """,
                Hls.master(List.of(), Optional.of(SOUND), List.of()));
    }

    @Test
    void aFinishedRenditionIsRangesOfOneFile() {
        assertEquals(
                """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:5
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="720p.mp4",BYTERANGE="800@0"
                #EXTINF:4.000000,
                #EXT-X-BYTERANGE:500000@864
                720p.mp4
                #EXTINF:4.300000,
                #EXT-X-BYTERANGE:400000@500864
                720p.mp4
                #EXT-X-ENDLIST
                """,
                Hls.media(new Addressing.Ranges("720p.mp4", 800, index())));
    }

    @Test
    void aGrowingRenditionListsAllThatIsPlanned() {
        SegmentMap map = new SegmentMap(List.of(0L, 360_000L), 450_000);

        assertEquals(
                """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:4
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="720p/init.mp4"
                #EXTINF:4.000000,
                720p/0.m4s
                #EXTINF:1.000000,
                720p/1.m4s
                #EXT-X-ENDLIST
                """,
                Hls.media(new Addressing.Numbered("720p/init.mp4", "720p/", map)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/a",
                "https://evil.example/a",
                "/a",
                "a\"b",
                "a\nb",
                "a b",
                "",
                "a//b"
            })
    void addressesThatAreNotRelativeAreRefused(String uri) {
        assertThrows(IllegalArgumentException.class, () -> new TextTrack(uri, "en"));
    }
}
