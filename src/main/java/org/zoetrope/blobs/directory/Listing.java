package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.video.BlobKey;

/** The keys of all objects in order, directory by directory; holds one directory in memory. */
final class Listing {
    /** The parts of a key are separated by a slash, also where a subject is one letter short. */
    private static final Comparator<Path> SHARDS =
            Comparator.comparing(shard -> padded(shard.getFileName().toString()));

    private final Layout layout;
    private final String prefix;
    private final String after;
    private final int limit;
    private final List<BlobKey> found = new ArrayList<>();

    Listing(Layout layout, String prefix, String after, int limit) {
        this.layout = layout;
        this.prefix = prefix;
        this.after = after;
        this.limit = limit;
    }

    List<BlobKey> keys() throws IOException {
        for (Path kind : directories(layout.objects(), Comparator.comparing(Path::getFileName))) {
            String name = kind.getFileName().toString();
            for (Path shard : directories(kind, SHARDS)) {
                String start = name + "/" + padded(shard.getFileName().toString());
                if (found.size() < limit && mayHold(start)) {
                    add(name, shard);
                }
            }
        }
        return List.copyOf(found);
    }

    /** Whether keys that begin with {@code start} can have the prefix and lie behind the mark. */
    private boolean mayHold(String start) {
        boolean behind = after.length() <= start.length() || compareHead(start, after) >= 0;
        return behind && (start.startsWith(prefix) || prefix.startsWith(start));
    }

    private static int compareHead(String start, String whole) {
        return start.compareTo(whole.substring(0, Math.min(whole.length(), start.length())));
    }

    private void add(String kind, Path shard) throws IOException {
        try (Stream<Path> files = Files.list(shard)) {
            files.map(file -> Layout.key(kind, file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .filter(key -> key.value().startsWith(prefix))
                    .filter(key -> key.value().compareTo(after) > 0)
                    .sorted()
                    .limit(limit - found.size())
                    .forEach(found::add);
        }
    }

    private static List<Path> directories(Path parent, Comparator<Path> order) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).sorted(order).toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static String padded(String shard) {
        return shard.length() < 2 ? shard + "/" : shard;
    }
}
