package org.zoetrope.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator who mistyped something gets to read. */
final class MistakesTest {
    @TempDir private Path folder;

    @Test
    void allMistakesAreReportedAtOnceWithKeyValueAndRule() throws IOException {
        Path file =
                file(
                        """
                        [web]
                        prot = 80
                        port = 99999
                        public_url = "videos.example.org"
                        [upload]
                        max_size = "huge"
                        [media]
                        sandbox = "firejail"
                        [transcode]
                        rungs = [720, "tall"]
                        """);

        List<String> sentences = mistakes(PrecedenceTest.named(file));

        assertEquals(
                List.of(
                        "web.prot (in FILE) is not a key; did you mean web.port?",
                        "web.port is \"99999\" (from FILE), but must be a whole number from 0 to"
                                + " 65535",
                        "web.public_url is \"videos.example.org\" (from FILE), but must be http://"
                                + " or https:// with a host name and no path",
                        "upload.max_size is \"huge\" (from FILE), but must be a size such as 8 GiB,"
                                + " 500 MB or 4096",
                        "transcode.rungs is \"720, tall\" (from FILE), but must be a whole number"
                                + " from 96 to 4320",
                        "media.sandbox is \"firejail\" (from FILE), but must be one of auto,"
                                + " bubblewrap, landlock, off"),
                sentences.stream().map(s -> s.replace(file.toString(), "FILE")).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "WEB_PORT, tcp://10.0.0.1:9020, a whole number from 0 to 65535",
        "WEB_PUBLIC_URL, videos.example.org, must be http:// or https://",
        "WEB_PUBLIC_URL, https://a.example/videos, no path",
        "WEB_PUBLIC_URL, https://a b.example, must be http:// or https://",
        "WEB_PUBLIC_URL, https://a.example/#top, no path",
        "WEB_TRUSTED_PROXIES, proxy.example, an IP address or a block",
        "WEB_TRUSTED_PROXIES, 10.0.0.0/33, an IP address or a block",
        "UPLOAD_QUOTA, -5, a size such as",
        "TRANSCODE_MAX_BITRATE, 6, a bit rate such as",
        "TRANSCODE_KEEP_ORIGINAL, maybe, true or false",
        "LOG_FORMAT, xml, 'one of text, json'",
        "ADMIN_PASSWORD, abc, at least 6 characters",
    })
    void eachRuleIsNamed(String variable, String value, String rule) {
        List<String> sentences =
                mistakes(PrecedenceTest.environment(Map.of("ZOETROPE_" + variable, value)));

        assertEquals(1, sentences.size(), sentences.toString());
        assertTrue(sentences.getFirst().contains(rule), sentences.getFirst());
    }

    @Test
    void aSecretIsNeverShownEvenWhenItIsWrong() {
        List<String> sentences =
                mistakes(PrecedenceTest.environment(Map.of("ZOETROPE_ADMIN_PASSWORD", "abc")));

        assertFalse(sentences.toString().contains("abc"), sentences.toString());
        assertTrue(sentences.toString().contains("***"), sentences.toString());
    }

    @Test
    void anUnreadableSecretFileIsNamed() {
        List<String> sentences =
                mistakes(
                        PrecedenceTest.environment(
                                Map.of("ZOETROPE_ADMIN_PASSWORD_FILE", "/nowhere/secret")));

        assertEquals(
                List.of(
                        "admin.password_file is \"/nowhere/secret\" (from"
                                + " ZOETROPE_ADMIN_PASSWORD_FILE), but must be a file that can be"
                                + " read"),
                sentences);
    }

    @Test
    void aNamedFileMustExist() {
        Path absent = folder.resolve("absent.toml");

        assertEquals(
                List.of("the configuration file " + absent + " does not exist"),
                mistakes(PrecedenceTest.named(absent)));
    }

    @Test
    void aFileThatIsNotTomlIsRefusedWithItsLine() throws IOException {
        Path file = file("[web]\nport = 80\nthis is not toml\n");

        List<String> sentences = mistakes(PrecedenceTest.named(file));

        assertEquals(1, sentences.size());
        assertTrue(
                sentences.getFirst().startsWith("the configuration file " + file + " line 3"),
                sentences.getFirst());
    }

    @Test
    void anUnknownVariableIsOnlyAWarning() {
        Loaded.Good loaded =
                PrecedenceTest.good(
                        PrecedenceTest.environment(
                                Map.of(
                                        "ZOETROPE_WEB_PROT", "80",
                                        "ZOETROPE_TOKEN", "of another verb",
                                        "ZOETROPE_WEB_SERVICE_HOST", "10.0.0.1")));

        assertEquals(
                List.of(
                        "ZOETROPE_WEB_PROT is not a key and has no effect; did you mean"
                                + " ZOETROPE_WEB_PORT?",
                        "ZOETROPE_WEB_SERVICE_HOST is not a key and has no effect"),
                loaded.warnings());
    }

    @Test
    void anUnknownOptionIsAMistake() {
        List<String> sentences =
                mistakes(
                        new Surroundings(
                                Map.of("web.pot", "1"), Map.of(), Optional.empty(), List.of()));

        assertEquals(
                List.of("web.pot (in an option) is not a key; did you mean web.port?"), sentences);
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096, 4 KiB",
        "8 GiB, 8589934592, 8 GiB",
        "8gib, 8589934592, 8 GiB",
        "500 MB, 500000000, 500000000 B",
        "0, 0, 0 B",
        "1.5 KiB, 1536, 1536 B",
    })
    void sizesAreReadAndWritten(String text, long bytes, String written) {
        assertEquals(new ByteSize(bytes), ByteSize.parse(text));
        assertEquals(written, new ByteSize(bytes).toString());
        assertEquals(bytes, ByteSize.parse(written).bytes());
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1500, 1.5 KiB", "3221225472, 3.0 GiB"})
    void sizesAreRoundedForPeople(long bytes, String told) {
        assertEquals(told, new ByteSize(bytes).rounded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "GiB", "-1", "1,5 GiB", "1.0001 KB", "99999999999999 TiB", "8 GiBs"})
    void whatIsNoSizeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.1.7, 192.168.1.7, true",
        "192.168.1.7, 192.168.1.8, false",
        "fd00::/8, fd12::1, true",
        "0.0.0.0/0, ::1, false",
        "0.0.0.0/0, 203.0.113.9, true",
    })
    void aNetworkKnowsItsAddresses(String network, String address, boolean inside)
            throws IOException {
        assertEquals(inside, Network.parse(network).contains(InetAddress.getByName(address)));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("zoetrope.toml"), content);
    }

    private static List<String> mistakes(Surroundings surroundings) {
        return assertInstanceOf(Loaded.Bad.class, Configuration.load(surroundings))
                .mistakes()
                .stream()
                .map(Loaded.Mistake::sentence)
                .toList();
    }
}
