package org.zoetrope.watch;

import java.io.IOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.NewChannel;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;
import org.zoetrope.watch.Porter.Declined;

/**
 * In which channel the videos of a folder appear: in one, or each first folder inside it is a
 * channel, which is opened when it is missing.
 */
final class Homes {
    private static final int MAX_NAME = 50;
    private static final int MAX_TITLE = 120;
    private final WatchedFolder folder;
    private final Accounts accounts;

    Homes(WatchedFolder folder, Accounts accounts) {
        this.folder = folder;
        this.accounts = accounts;
    }

    /** Why there is no place for any file; empty when there is one. */
    Optional<Trouble> trouble() throws IOException {
        Optional<Account> owner = accounts.find(folder.owner());
        if (owner.isEmpty() || owner.get().blocked()) {
            return Optional.of(
                    new Trouble(
                            "There is no account "
                                    + folder.owner()
                                    + (owner.isEmpty() ? "." : " that may upload: it is blocked."),
                            "Create it with zoetrope users, or change owner of this [[watch]]."));
        }
        return usual().isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Trouble(
                                folder.owner()
                                        + " has no channel "
                                        + folder.channel().orElse("")
                                        + ".",
                                "Create it, or change channel of this [[watch]]."));
    }

    private Optional<Channel> usual() throws IOException {
        return accounts.channelsOf(folder.owner()).stream()
                .filter(channel -> folder.channel().map(channel.name()::equals).orElse(true))
                .findFirst();
    }

    /**
     * The name of the channel for a file.
     *
     * @throws Declined when the folder's name cannot become a channel of this account
     */
    String of(Place place) throws IOException {
        Optional<String> inner = folder.folderChannels() ? place.top() : Optional.empty();
        return inner.isPresent()
                ? named(inner.get()).name()
                : usual().orElseThrow(() -> new Declined("its channel is gone")).name();
    }

    private Channel named(String title) throws IOException {
        String name = nameOf(title);
        List<Channel> own = accounts.channelsOf(folder.owner());
        Optional<Channel> known =
                own.stream()
                        .filter(channel -> channel.name().equals(name))
                        .findFirst()
                        .or(() ->
                                own.stream()
                                        .filter(c -> c.displayName().equalsIgnoreCase(title))
                                        .findFirst());
        return known.isPresent() ? known.get() : open(name, title);
    }

    private Channel open(String name, String title) throws IOException {
        String shown = title.length() <= MAX_TITLE ? title : title.substring(0, MAX_TITLE);
        return switch (accounts.openChannel(folder.owner(), name, shown)) {
            case NewChannel.Opened(Channel channel) -> channel;
            case NewChannel.Refused(String why) ->
                    throw new Declined(
                            "the folder %s cannot be the channel %s: %s"
                                    .formatted(title, name, why));
        };
    }

    /** The name of a channel that a folder is called after; folders alike but in case are one. */
    static String nameOf(String title) {
        String plain =
                Normalizer.normalize(title, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9_.-]+", "_");
        String cut = plain.length() <= MAX_NAME ? plain : plain.substring(0, MAX_NAME);
        String name = cut.replaceAll("^[._-]+|[._-]+$", "");
        return name.isEmpty() ? "c_" + Place.digest(title).substring(0, 8) : name;
    }
}
