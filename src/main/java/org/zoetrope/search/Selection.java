package org.zoetrope.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.StateWord;
import org.zoetrope.video.Visibility;

/**
 * Which videos are wanted.
 *
 * @param audience who asks: decides what may be seen at all
 * @param text words to be found in title, tags or description, typing mistakes forgiven; blank: all
 * @param filters all of them must hold
 */
public record Selection(Audience audience, String text, List<Filter> filters) {
    public Selection {
        filters = List.copyOf(filters);
    }

    /** Whose eyes see the list. */
    public sealed interface Audience {
        /** Anybody: public videos that can be played. */
        record Everyone() implements Audience {}

        /** A person looking at their own videos, whatever their state. */
        record Owner(String account) implements Audience {}

        /** Those who administer the site: everything. */
        record Staff() implements Audience {}
    }

    /** One condition. Lists mean any of them; an empty list lets nothing through. */
    public sealed interface Filter {
        record OwnedBy(String account) implements Filter {}

        record InChannel(String channel) implements Filter {}

        record Visible(Set<Visibility> to) implements Filter {
            public Visible {
                to = Set.copyOf(to);
            }
        }

        /** Upper and lower case and accents are alike. */
        record Tagged(List<String> anyOf) implements Filter {
            public Tagged {
                anyOf = List.copyOf(anyOf);
            }
        }

        /** In one of these languages, as the videos have them. */
        record Spoken(List<String> anyOf) implements Filter {
            public Spoken {
                anyOf = List.copyOf(anyOf);
            }
        }

        /** Whose bytes are these. */
        record Showing(Sha256 source) implements Filter {}

        /**
         * This account's videos of these bytes. One word of the index holds both, so that asking
         * about bytes of others is the same work as asking about bytes that nobody has.
         */
        record KeptBy(String account, Sha256 source) implements Filter {}

        /**
         * As long as this, both ends included; what has not been looked at yet has no length.
         *
         * @param least zero: also that
         */
        record Lasting(Duration least, Duration most) implements Filter {}

        /** Published in this time, both ends included. */
        record Published(Instant from, Instant to) implements Filter {}

        record InState(Set<StateWord> words) implements Filter {
            public InState {
                words = Set.copyOf(words);
            }
        }
    }

    public static Selection listed() {
        return new Selection(new Audience.Everyone(), "", List.of());
    }

    public Selection withText(String words) {
        return new Selection(audience, words, filters);
    }

    public Selection with(Filter more) {
        return new Selection(
                audience,
                text,
                java.util.stream.Stream.concat(filters.stream(), java.util.stream.Stream.of(more))
                        .toList());
    }
}
