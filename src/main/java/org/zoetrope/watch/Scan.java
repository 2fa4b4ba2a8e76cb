package org.zoetrope.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks through a folder: which plain files lie there. Links are not followed, neither to files nor
 * to folders, so that nobody can point to what is not theirs; pipes and devices are passed over.
 */
final class Scan {
    /** Where what has been handled lies: never looked into. */
    static final String DONE = "done";

    static final String REFUSED = "refused";
    static final int MAX_FILES = 100_000;
    private static final int MAX_DEPTH = 16;
    private static final Set<String> OURS = Set.of(DONE, REFUSED);
    private static final List<String> UNFINISHED =
            List.of(
                    ".part",
                    ".partial",
                    ".tmp",
                    ".temp",
                    ".crdownload",
                    ".download",
                    ".filepart",
                    ".!qb",
                    ".aria2",
                    ".swp",
                    "~");
    private final WatchedFolder folder;
    private final List<PathMatcher> names;

    Scan(WatchedFolder folder) {
        this.folder = folder;
        this.names =
                folder.names().stream()
                        .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name))
                        .toList();
    }

    /**
     * What lies there.
     *
     * @param beside the words about films, see {@link SideCar}
     * @param folders that were looked into
     * @param passedOver links, pipes, devices
     * @param closed folders that could not be read
     */
    record Found(
            NavigableMap<Place, Stamp> files,
            NavigableMap<Place, Stamp> beside,
            List<Path> folders,
            int passedOver,
            List<Path> closed) {
        List<Sight> sights() {
            return files.entrySet().stream()
                    .map(file -> new Sight(file.getKey(), file.getValue()))
                    .toList();
        }

        /** The words about a film. */
        Optional<Sight> besideOf(Place film) {
            return SideCar.places(film).stream()
                    .filter(beside::containsKey)
                    .findFirst()
                    .map(place -> new Sight(place, Objects.requireNonNull(beside.get(place))));
        }
    }

    /** Fails when the folder itself cannot be read, or holds more than we want to know. */
    Found look() throws IOException {
        return new Walk().walk();
    }

    private final class Walk {
        private final NavigableMap<Place, Stamp> files = new TreeMap<>();
        private final NavigableMap<Place, Stamp> beside = new TreeMap<>();
        private final List<Path> folders = new ArrayList<>();
        private final List<Path> closed = new ArrayList<>();
        private final Deque<Map.Entry<Path, Integer>> ahead = new ArrayDeque<>();
        private int passedOver;

        Found walk() throws IOException {
            list(folder.directory(), 0);
            while (!ahead.isEmpty()) {
                Map.Entry<Path, Integer> next = ahead.removeFirst();
                listInner(next.getKey(), next.getValue());
            }
            if (files.size() > MAX_FILES || beside.size() > MAX_FILES) {
                throw new IOException("There are more than " + MAX_FILES + " files in it.");
            }
            return new Found(files, beside, folders, passedOver, closed);
        }

        // one that went away meanwhile holds nothing
        private void listInner(Path directory, int depth) {
            try {
                list(directory, depth);
            } catch (IOException unreadable) {
                if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                    closed.add(directory);
                }
            }
        }

        private void list(Path directory, int depth) throws IOException {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                folders.add(directory);
                for (Path entry : entries) {
                    see(entry, depth);
                }
            } catch (DirectoryIteratorException broken) {
                throw broken.getCause();
            }
        }

        private void see(Path entry, int depth) throws IOException {
            if (isHidden(entry) || (depth == 0 && OURS.contains(entry.getFileName().toString()))) {
                return;
            }
            BasicFileAttributes attributes;
            try {
                attributes =
                        Files.readAttributes(
                                entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException gone) {
                return;
            }
            if (attributes.isDirectory()) {
                if (folder.subfolders() && depth < MAX_DEPTH) {
                    ahead.add(Map.entry(entry, depth + 1));
                }
            } else if (!attributes.isRegularFile()) {
                passedOver++;
            } else if (isBeside(entry)) {
                add(beside, entry, Stamp.of(attributes));
            } else if (isWanted(entry.getFileName())) {
                add(files, entry, Stamp.of(attributes));
            }
        }

        private void add(NavigableMap<Place, Stamp> to, Path file, Stamp stamp) {
            if (to.size() <= MAX_FILES) {
                to.put(Place.of(folder.directory().relativize(file)), stamp);
            }
        }
    }

    private static boolean isHidden(Path entry) {
        return entry.getFileName().toString().startsWith(".");
    }

    private static boolean isBeside(Path entry) {
        return entry.getFileName().toString().endsWith(SideCar.ENDING);
    }

    private boolean isWanted(Path name) {
        String text = name.toString().toLowerCase(Locale.ROOT);
        return UNFINISHED.stream().noneMatch(text::endsWith)
                && (names.isEmpty() || names.stream().anyMatch(pattern -> pattern.matches(name)));
    }
}
