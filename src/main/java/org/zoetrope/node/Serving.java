package org.zoetrope.node;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.event.Level;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.node.config.Loaded;
import org.zoetrope.node.config.LogConfig;
import org.zoetrope.node.log.Log;

/** {@code zoetrope serve}: puts the rooms together and runs until it is told to stop. */
final class Serving {
    private Serving() {}

    /** Returns the exit code of the process, once everything has ended. */
    static int run(Loaded.Good loaded, String version, PrintStream out, PrintStream err) {
        Configuration config = loaded.configuration();
        LogConfig log = config.log();
        Log.configure(Level.valueOf(log.level().name()), log.format() == LogConfig.Format.JSON);
        loaded.warnings().forEach(err::println);
        try {
            serve(config, Node.start(config, built(version), InstantSource.system()), out);
            return 0;
        } catch (IOException refused) {
            err.println("zoetrope: " + refused.getMessage());
            return 1;
        }
    }

    static Node.Built built(String version) {
        return new Node.Built(page(), cache(), version);
    }

    private static void serve(Configuration config, Node node, PrintStream out) throws IOException {
        AtomicBoolean ready = new AtomicBoolean();
        Thread stopping = new Thread(() -> stop(node, ready), "stop");
        Runtime.getRuntime().addShutdownHook(stopping);
        new FirstAdministrator(node.people().accounts(), node.ground().data(), isTerminal())
                .create(config.admin().password(), out);
        new CliToken(node.people().accounts(), node.people().sessions(), node.ground().data())
                .renew();
        node.watchFolders();
        ready.set(true);
        out.println("Zoetrope is ready at " + address(config, node));
        out.println(node.inventory());
        try {
            new CountDownLatch(1).await(); // the hook ends the process
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // from 25 on it is null again where nobody sits
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * Ends the process as well once it was ready: left to itself, Java would report an orderly end
     * as the number of the signal (143), which supervisors take for a crash.
     */
    private static void stop(Node node, AtomicBoolean ready) {
        int code = 0;
        try {
            node.close();
        } catch (IOException | RuntimeException late) {
            System.err.println("zoetrope: " + late.getMessage());
            code = 1;
        }
        if (ready.get()) {
            System.out.flush();
            Runtime.getRuntime().halt(code);
        }
    }

    private static String address(Configuration config, Node node) {
        return config.web()
                .publicUrl()
                .map(Object::toString)
                .orElse("http://" + config.web().host() + ":" + node.port());
    }

    /** The launcher says where the page was built; a checkout has it in {@code web/dist}. */
    private static Path page() {
        return Path.of(System.getProperty("zoetrope.page", "web/dist"));
    }

    private static Path cache() {
        String told = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        Path caches = told == null || told.isBlank() ? home.resolve(".cache") : Path.of(told);
        return caches.resolve("zoetrope");
    }
}
