package org.zoetrope.watch;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;

/**
 * What was taken of one folder. The records are the truth, read once; the folder's thread is the
 * only one that writes them.
 */
final class Memory {
    private final Documents documents;
    private final String prefix;
    private final Map<Place, Versioned<Taken>> known = new HashMap<>();
    private boolean loaded;

    Memory(Documents documents, WatchedFolder folder) {
        this.documents = documents;
        this.prefix = "/watched/" + Place.digest(folder.directory().toString()).substring(0, 32);
    }

    void load() throws IOException {
        if (!loaded) {
            for (Versioned<Taken> one : documents.all(prefix + "/", Taken.class)) {
                known.put(one.value().place(), one);
            }
            loaded = true;
        }
    }

    Optional<Taken> find(Place place) {
        return Optional.ofNullable(known.get(place)).map(Versioned::value);
    }

    /** All, in no order; it may be changed while the list is walked. */
    List<Taken> all() {
        return known.values().stream().map(Versioned::value).toList();
    }

    /** One whose file has gone from its place and looks like this one: it was renamed. */
    Optional<Taken> renamed(Sight sight, Set<Place> present) {
        return sight.stamp().inode().isEmpty()
                ? Optional.empty()
                : all().stream()
                        .filter(one -> one.stamp().equals(sight.stamp()))
                        .filter(one -> !present.contains(one.place()))
                        .findFirst();
    }

    /** Adds to a commit that another makes; {@link #refresh} when it is done. */
    void along(Change change, Taken taken) {
        Versioned<Taken> before = known.get(taken.place());
        if (before == null) {
            change.create(key(taken.place()), taken);
        } else {
            change.replace(before, taken);
        }
    }

    void put(Taken taken) throws IOException {
        Change change = documents.change();
        along(change, taken);
        commit(change, taken.place());
    }

    void forget(Taken taken) throws IOException {
        Versioned<Taken> before = known.get(taken.place());
        if (before != null) {
            commit(documents.change().remove(before), taken.place());
        }
    }

    /** The same file, found elsewhere. */
    void move(Taken from, Sight to) throws IOException {
        Versioned<Taken> before = known.get(from.place());
        if (before == null) {
            throw new IllegalStateException("nothing is known of " + from.path());
        }
        Change change = documents.change().remove(before);
        along(change, from.toSight(to));
        commit(change, to.place());
        refresh(from.place());
    }

    void refresh(Place place) throws IOException {
        Optional<Versioned<Taken>> now = documents.get(key(place), Taken.class);
        if (now.isPresent()) {
            known.put(place, now.get());
        } else {
            known.remove(place);
        }
    }

    private void commit(Change change, Place place) throws IOException {
        boolean done = change.commit();
        refresh(place);
        if (!done) {
            throw new IOException("the record of " + place.text() + " was written by another");
        }
    }

    private String key(Place place) {
        return prefix + "/" + place.digest();
    }
}
