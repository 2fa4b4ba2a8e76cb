package org.zoetrope.media.playlist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.media.mp4.SegmentMap;

class DashTest {
    @Test
    void finishedAndGrowingRenditionsStandInOneManifest() {
        SegmentMap map = new SegmentMap(List.of(0L, 360_000L, 720_000L), 747_000);

        String manifest =
                Dash.manifest(
                        List.of(
                                new Dash.Representation(
                                        HlsTest.HIGH,
                                        new Addressing.Numbered("720p/init.mp4", "720p/", map)),
                                new Dash.Representation(
                                        HlsTest.LOW,
                                        new Addressing.Ranges("360p.mp4", 800, HlsTest.index()))),
                        Optional.of(
                                new Dash.Representation(
                                        HlsTest.SOUND,
                                        new Addressing.Ranges("audio.mp4", 700, HlsTest.index()))),
                        List.of(new TextTrack("de.vtt", "de")));

        assertEquals(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="urn:mpeg:dash:profile:isoff-main:2011" minBufferTime="PT4S" mediaPresentationDuration="PT8.300S">
                 <Period id="0" start="PT0S">
                  <AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true" subsegmentAlignment="true" startWithSAP="1" subsegmentStartsWithSAP="1">
                   <Representation id="720p" codecs="avc1.64001f" bandwidth="3000000" width="1280" height="720" sar="1:1" frameRate="30000/1001">
                    <SegmentTemplate timescale="90000" startNumber="0" initialization="720p/init.mp4" media="720p/$Number$.m4s">
                     <SegmentTimeline><S t="0" d="360000" r="1"/><S t="720000" d="27000" r="0"/></SegmentTimeline>
                    </SegmentTemplate>
                   </Representation>
                   <Representation id="360p" codecs="avc1.64001e" bandwidth="900000" width="640" height="360" sar="1:1" frameRate="30000/1001">
                    <BaseURL>360p.mp4</BaseURL>
                    <SegmentBase timescale="90000" indexRange="800-863"><Initialization range="0-799"/></SegmentBase>
                   </Representation>
                  </AdaptationSet>
                  <AdaptationSet contentType="audio" mimeType="audio/mp4" segmentAlignment="true" subsegmentAlignment="true" startWithSAP="1" subsegmentStartsWithSAP="1">
                   <Representation id="audio" codecs="mp4a.40.2" bandwidth="130000">
                    <BaseURL>audio.mp4</BaseURL>
                    <SegmentBase timescale="90000" indexRange="700-763"><Initialization range="0-699"/></SegmentBase>
                   </Representation>
                  </AdaptationSet>
                  <AdaptationSet contentType="text" mimeType="text/vtt" lang="de"><Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"/><Label>German</Label><Representation id="text-de" bandwidth="1000"><BaseURL>de.vtt</BaseURL></Representation></AdaptationSet>
                 </Period>
                </MPD>
                """,
                manifest);
    }
}
