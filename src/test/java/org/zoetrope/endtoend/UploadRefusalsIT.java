package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Creation;
import org.zoetrope.identity.NewAccount;
import org.zoetrope.identity.Passwords;
import org.zoetrope.records.Documents;
import org.zoetrope.records.sqlite.SqliteRecords;
import org.zoetrope.video.Account;

/** Every no has its number and its code, and leaves the upload as it was. */
@Timeout(120)
final class UploadRefusalsIT {
    private static final int LARGEST = 400_000;
    private static final int QUOTA = 150_000;

    @TempDir private static Path folder = Path.of("");
    private static RunningProgram program;
    private static Client client;
    private static Client alice;

    private final List<String> places = new ArrayList<>();
    private String place = "";

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        addAlice(data);
        program =
                RunningProgram.serve(
                        data, Map.of("ZOETROPE_UPLOAD_MAX_SIZE", Integer.toString(LARGEST)));
        client = Client.root(program);
        alice = new Client(program.address(), "");
        alice.signIn("alice", RunningProgram.PASSWORD);
    }

    private static void addAlice(Path data) throws IOException {
        try (SqliteRecords records = SqliteRecords.open(data.resolve("records"));
                Passwords passwords = new Passwords(1, 32)) {
            Accounts accounts =
                    new Accounts(new Documents(records), passwords, InstantSource.system());
            NewAccount wanted =
                    new NewAccount(
                            "alice",
                            "Alice",
                            "",
                            RunningProgram.PASSWORD,
                            Account.Role.USER,
                            OptionalLong.of(QUOTA));
            assertInstanceOf(Creation.Created.class, accounts.create(wanted));
        }
    }

    @AfterAll
    static void end() {
        client.close();
        alice.close();
        program.close();
    }

    @BeforeEach
    void anOpenUpload() throws Exception {
        place = create(client, 100);
    }

    @AfterEach
    void nothingStaysOpen() throws Exception {
        for (String open : places) {
            client.send(client.tus(open).DELETE());
        }
    }

    private String create(Client owner, long length) throws Exception {
        String location = owner.tusCreate("small.mp4", length).location();
        places.add(location);
        return location;
    }

    private static void assertRefused(int status, String code, HttpResponse<String> said)
            throws IOException {
        assertEquals(status, said.statusCode(), said.body());
        assertEquals(code, Client.json(said).path("code").asText(), said.body());
        assertEquals(
                "application/problem+json",
                Client.header(said, "Content-Type").replaceAll(";.*", ""));
    }

    @Test
    void aWrongOffsetIs409AndChangesNothing() throws Exception {
        assertEquals(204, client.tusPatch(place, 0, new byte[20]).statusCode());

        assertRefused(409, "offset_mismatch", client.tusPatch(place, 25, new byte[10]));
        assertRefused(409, "offset_mismatch", client.tusPatch(place, 0, new byte[10]));

        assertEquals(20, client.tusOffset(place));
    }

    @Test
    void aWrongChecksumIs460AndItsBytesAreForgotten() throws Exception {
        String wrong = "sha1 " + "A".repeat(27) + "=";

        assertRefused(
                460,
                "checksum_mismatch",
                client.tusPatch(place, 0, new byte[10], "Upload-Checksum", wrong));
        assertEquals(0, client.tusOffset(place));
        assertRefused(
                400,
                "upload_checksum",
                client.tusPatch(place, 0, new byte[10], "Upload-Checksum", "crc99 AAAA"));
        byte[] abc = {'a', 'b', 'c'};
        String right = "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=";
        assertEquals(204, client.tusPatch(place, 0, abc, "Upload-Checksum", right).statusCode());
    }

    @Test
    void moreThanWasAnnouncedIs413() throws Exception {
        assertRefused(413, "beyond_length", client.tusPatch(place, 0, new byte[101]));
        assertEquals(0, client.tusOffset(place));
    }

    @Test
    void moreThanTheServerTakesIs413BeforeTheFirstByte() throws Exception {
        assertRefused(413, "max_file_size_reached", announce(client, LARGEST + 1));
        byte[] huge = new byte[LARGEST + (2 << 20)];
        assertRefused(413, "max_file_size_reached", client.multipartSaid("huge.mp4", huge));
        byte[] large = new byte[LARGEST + 1];
        assertRefused(413, "max_file_size_reached", client.multipartSaid("large.mp4", large));
        JsonNode mine = Client.json(client.get("/api/v1/users/me/videos"));
        assertEquals(1, mine.path("total").asInt(), "only the open one: " + mine);
    }

    @Test
    void moreThanTheOwnersQuotaIs413() throws Exception {
        assertRefused(413, "quota_reached", announce(alice, QUOTA + 1));
        String first = alice.tusCreate("most.mp4", QUOTA - 10).location();
        assertRefused(413, "quota_reached", announce(alice, 11));
        assertRefused(413, "quota_reached", alice.multipartSaid("11.mp4", new byte[11]));
        assertEquals(204, alice.send(alice.tus(first).DELETE()).statusCode());
        assertEquals(201, announce(alice, 11).statusCode(), "what was promised is free again");
    }

    private static HttpResponse<String> announce(Client owner, long length) throws Exception {
        return owner.send(
                owner.tus("/api/v1/uploads")
                        .header("Upload-Length", Long.toString(length))
                        .POST(BodyPublishers.noBody()));
    }

    @Test
    void somebodyElsesUploadIs404ForEveryVerb() throws Exception {
        assertEquals(404, alice.tusHead(place).statusCode());
        assertRefused(404, "upload_unknown", alice.tusPatch(place, 0, new byte[10]));
        assertRefused(404, "upload_unknown", alice.send(alice.tus(place).DELETE()));
        assertEquals(0, client.tusOffset(place));
        assertEquals(404, client.tusHead("/api/v1/uploads/notThere123").statusCode());
        try (Client stranger = new Client(program.address(), "")) {
            assertEquals(401, stranger.tusHead(place).statusCode());
        }
    }

    @Test
    void aCreationWithoutALengthIs400() throws Exception {
        assertRefused(
                400,
                "upload_length",
                client.send(client.tus("/api/v1/uploads").POST(BodyPublishers.noBody())));
    }

    @Test
    void whatIsNoPieceOfAnUploadIs415() throws Exception {
        assertRefused(
                415,
                "unsupported_media_type",
                client.send(
                        client.tus(place)
                                .header("Upload-Offset", "0")
                                .header("Content-Type", "video/mp4")
                                .method("PATCH", BodyPublishers.ofByteArray(new byte[10]))));
    }

    @Test
    void anotherVersionOfTheProtocolIs412() throws Exception {
        HttpResponse<String> said = client.send(client.request(place).DELETE());

        assertRefused(412, "tus_version", said);
        assertEquals("1.0.0", Client.header(said, "Tus-Version"));
    }

    @Test
    void anEndedUploadIsGone() throws Exception {
        assertEquals(204, client.send(client.tus(place).DELETE()).statusCode());

        int status = client.tusHead(place).statusCode();
        assertTrue(status == 404 || status == 410, "status " + status);
    }

    @Test
    void aSecondWriterIs423WhileTheFirstIsAliveAndTakesOverWhenItIsNot() throws Exception {
        try (SlowPatch slow = new SlowPatch(client, place, 0, 100)) {
            Thread alive = Thread.ofVirtual().start(() -> drip(slow));
            while (client.tusHead(place).statusCode() != 423) {
                Thread.sleep(50);
            }
            assertRefused(423, "upload_busy", client.tusPatch(place, 0, new byte[10]));
            alive.interrupt();
            alive.join();

            long offset = client.tusOffset(place);
            byte[] rest = new byte[(int) (100 - offset)];
            HttpResponse<String> second = client.tusPatch(place, offset, rest);

            assertEquals(204, second.statusCode(), second.body());
            assertEquals(100, client.tusOffset(place));
        }
    }

    /** A byte from time to time: the connection is slow, but not dead. */
    private static void drip(SlowPatch slow) {
        try {
            while (true) {
                slow.write(new byte[1]);
                Thread.sleep(200);
            }
        } catch (IOException | InterruptedException ended) {
            // by the test, or by the newcomer
        }
    }
}
