package org.zoetrope.node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zoetrope.node.config.Loaded.Mistake;

/** Watch folders keep apart: no file is taken twice, and never one of our own. */
final class Territories {
    static final int MAX = 32;

    private Territories() {}

    static List<Mistake> quarrels(Configuration config) {
        List<Mistake> found = new ArrayList<>();
        Path data = config.data().directory().toAbsolutePath().normalize();
        List<WatchConfig> folders = config.watch();
        for (int i = 0; i < folders.size(); i++) {
            Path place = folders.get(i).place();
            String key = "watch." + (i + 1) + ".directory";
            if (place.startsWith(data) || data.startsWith(place)) {
                found.add(
                        wrong(key, place, "apart from data.directory, which is \"" + data + "\""));
            }
            for (int j = 0; j < i; j++) {
                if (overlap(folders.get(i), folders.get(j))) {
                    found.add(wrong(key, place, "apart from that of watch." + (j + 1)));
                }
            }
        }
        return found;
    }

    private static boolean overlap(WatchConfig one, WatchConfig other) {
        return one.place().equals(other.place())
                || (one.subfolders() && other.place().startsWith(one.place()))
                || (other.subfolders() && one.place().startsWith(other.place()));
    }

    private static Mistake wrong(String key, Path place, String rule) {
        return new Mistake(key, "%s is \"%s\", but must be %s".formatted(key, place, rule));
    }
}
