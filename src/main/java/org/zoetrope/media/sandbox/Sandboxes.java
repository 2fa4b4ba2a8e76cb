package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Chooses the sandbox at start and proves that it holds. */
public final class Sandboxes {
    private static final String REMEDY =
            "Install bubblewrap (Debian: apt-get install bubblewrap) or run a kernel of 5.13 or newer"
                    + " with Landlock; media.sandbox = \"off\" runs FFmpeg unprotected.";

    private final Tools tools;
    private final Spawner spawner = new Spawner();

    public Sandboxes(Tools tools) {
        this.tools = tools;
    }

    /** Takes about half a second: each candidate is attacked from inside first. */
    public Choice choose(Mode mode) {
        return switch (mode) {
            case AUTO -> firstOf(List.of(Mode.BUBBLEWRAP, Mode.LANDLOCK));
            case BUBBLEWRAP, LANDLOCK, OFF -> firstOf(List.of(mode));
        };
    }

    private Choice firstOf(List<Mode> modes) {
        List<String> notes = new ArrayList<>();
        for (Mode mode : modes) {
            try {
                Limits limits = Limits.find();
                Sandbox sandbox = make(mode, limits);
                List<String> holes = mode == Mode.OFF ? List.of() : new SelfTest(sandbox).holes();
                if (holes.isEmpty()) {
                    notes.addAll(weaknesses(mode, limits));
                    return new Choice.Ready(sandbox, notes);
                }
                holes.forEach(hole -> notes.add(name(mode) + ": " + hole));
            } catch (IOException unusable) {
                notes.add(name(mode) + " cannot be used: " + unusable.getMessage() + ".");
            }
        }
        return new Choice.Refused(notes, REMEDY);
    }

    Sandbox make(Mode mode, Limits limits) throws IOException {
        return switch (mode) {
            case AUTO -> throw new IllegalArgumentException("auto is not one sandbox");
            case BUBBLEWRAP -> new BubblewrapSandbox(tools, spawner, limits);
            case LANDLOCK -> new LandlockSandbox(tools, desk(), limits);
            case OFF -> new BareSandbox(tools, spawner, limits);
        };
    }

    private static LandlockDesk desk() throws IOException {
        return new LandlockDesk(
                Architecture.ours()
                        .orElseThrow(
                                () -> new IOException("no system call table for this machine")));
    }

    private static List<String> weaknesses(Mode mode, Limits limits) {
        List<String> notes = new ArrayList<>();
        if (mode == Mode.OFF) {
            notes.add("FFmpeg runs without a sandbox, because media.sandbox is off.");
        }
        if (!limits.hasIdleClass()) {
            notes.add(
                    "The idle scheduling class is denied here: background encodes run at nice 19.");
        }
        return notes;
    }

    private static String name(Mode mode) {
        return switch (mode) {
            case AUTO -> "Auto";
            case BUBBLEWRAP -> "Bubblewrap";
            case LANDLOCK -> "Landlock";
            case OFF -> "FFmpeg without a sandbox";
        };
    }
}
