package org.zoetrope.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zoetrope.search.Cut;
import org.zoetrope.search.Order;
import org.zoetrope.search.Selection;
import org.zoetrope.search.Selection.Audience;
import org.zoetrope.search.Selection.Filter;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.StateWord;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Refusal;

/**
 * What a list is asked for: {@code start, count, after, sort, search} and filters. Parameters of
 * older clients that make no difference here (nsfw=both, isLocal=true, skipCount ...) are passed
 * over.
 */
record ListQuestion(Selection selection, Order order, Cut cut) {
    private static final int USUAL_COUNT = 15;

    /**
     * Reads the query.
     *
     * @throws Refusal 400 that names every parameter which is wrong
     */
    static ListQuestion read(Fields query, Audience audience, Order usual) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String text = query.first("search").orElse("").strip();
        Cut cut =
                new Cut(
                        number(query, "start", 0, wrong),
                        number(query, "count", USUAL_COUNT, wrong),
                        query.first("after"));
        Order order = order(query, text.isEmpty() ? usual : Order.BEST, wrong);
        Selection selection = new Selection(audience, text, filters(query, audience, wrong));
        if (!wrong.isEmpty()) {
            throw new Refusal(Problem.parameters(wrong));
        }
        return new ListQuestion(selection, order, cut);
    }

    private static int number(Fields query, String name, int usual, Map<String, String> wrong) {
        Optional<String> text = query.first(name);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.get().matches("\\d{1,9}")) {
            wrong.put(name, "must be a whole number of 0 or more");
            return usual;
        }
        return Integer.parseInt(text.get());
    }

    private static Order order(Fields query, Order usual, Map<String, String> wrong) {
        Optional<String> text = query.first("sort");
        if (text.isEmpty()) {
            return usual;
        }
        boolean descending = text.get().startsWith("-");
        Optional<Order.Key> key = key(descending ? text.get().substring(1) : text.get());
        if (key.isEmpty()) {
            wrong.put(
                    "sort",
                    "must be name, duration, publishedAt, createdAt, views, match or"
                            + " localVideoFilesSize");
        }
        return new Order(key.orElse(usual.key()), descending);
    }

    /** Fashion is not measured yet: the lists that ask for it show what was watched most. */
    private static Optional<Order.Key> key(String field) {
        return switch (field) {
            case "publishedAt", "originallyPublishedAt" -> Optional.of(Order.Key.PUBLISHED);
            case "createdAt" -> Optional.of(Order.Key.CREATED);
            case "name" -> Optional.of(Order.Key.NAME);
            case "duration" -> Optional.of(Order.Key.DURATION);
            case "views", "trending", "hot", "best", "likes", "comments" ->
                    Optional.of(Order.Key.VIEWS);
            case "localVideoFilesSize" -> Optional.of(Order.Key.SIZE);
            case "match" -> Optional.of(Order.Key.MATCH);
            default -> Optional.empty();
        };
    }

    private static List<Filter> filters(
            Fields query, Audience audience, Map<String, String> wrong) {
        List<Filter> filters = new ArrayList<>();
        addHidden(filters, query, audience, wrong);
        addWhatAllHave(filters, query, wrong);
        ListRanges.add(filters, query, wrong);
        List<String> languages = query.all("languageOneOf");
        if (!languages.isEmpty()) {
            filters.add(new Filter.Spoken(languages));
        }
        List<String> anyTag = query.all("tagsOneOf");
        if (!anyTag.isEmpty()) {
            filters.add(new Filter.Tagged(anyTag));
        }
        query.all("tagsAllOf").forEach(tag -> filters.add(new Filter.Tagged(List.of(tag))));
        if (anyTag.size() + query.all("tagsAllOf").size() > MAX_TAGS) {
            wrong.put("tagsOneOf", "at most " + MAX_TAGS + " tags");
        }
        return filters;
    }

    /**
     * Filters over what is alike for all videos here: they let all through or none. Those that
     * would need more are refused, because a list that passes over a filter shows what was not
     * wanted.
     */
    private static void addWhatAllHave(
            List<Filter> filters, Fields query, Map<String, String> wrong) {
        boolean none =
                query.first("isLive").filter("true"::equals).isPresent()
                        || query.first("isLocal").filter("false"::equals).isPresent()
                        || query.first("nsfw").filter("true"::equals).isPresent()
                        || NEVER_SET.stream().anyMatch(name -> !query.all(name).isEmpty());
        if (none) {
            filters.add(new Filter.InState(Set.of()));
        }
        for (String name : UNKNOWN) {
            check(query.all(name).isEmpty(), name, "lists cannot be filtered by this", wrong);
        }
    }

    /** Filters over what only the owner sees anyway; nobody else learns by them what is there. */
    private static void addHidden(
            List<Filter> filters, Fields query, Audience audience, Map<String, String> wrong) {
        if (audience instanceof Audience.Everyone
                && (!query.all("autoTagOneOf").isEmpty()
                        || query.first("include").filter(bits -> !bits.equals("0")).isPresent())) {
            throw new Refusal(
                    Problem.of(401, "invalid_token", "include and autoTagOneOf are for staff"));
        }
        List<String> privacies = query.all("privacyOneOf");
        List<String> states = query.all("stateOneOf");
        Optional<String> sha256 = query.first("sha256");
        if (privacies.isEmpty() && states.isEmpty() && sha256.isEmpty()) {
            return;
        }
        if (!(audience instanceof Audience.Owner(String asker))) {
            throw new Refusal(
                    Problem.of(
                            401,
                            "invalid_token",
                            "privacyOneOf, stateOneOf and sha256 are for one's own videos"));
        }
        if (sha256.isPresent()) {
            Optional<Sha256> source = Sha256.parse(sha256.get());
            check(source.isPresent(), "sha256", "must be 64 hexadecimal digits", wrong);
            source.ifPresent(bytes -> filters.add(new Filter.KeptBy(asker, bytes)));
        }
        if (!privacies.isEmpty()) {
            List<Visibility> to =
                    privacies.stream().flatMap(n -> Privacy.parse(n).stream()).toList();
            check(to.size() == privacies.size(), "privacyOneOf", "each must be 1, 2 or 3", wrong);
            filters.add(new Filter.Visible(Set.copyOf(to)));
        }
        if (!states.isEmpty()) {
            check(
                    states.stream().noneMatch(s -> inState(s).isEmpty()),
                    "stateOneOf",
                    STATES,
                    wrong);
            filters.add(
                    new Filter.InState(
                            states.stream()
                                    .flatMap(state -> inState(state).stream())
                                    .collect(Collectors.toSet())));
        }
    }

    /** A number as older clients have it, or the word that people read. */
    private static List<StateWord> inState(String state) {
        return Arrays.stream(StateWord.values())
                .filter(one ->
                        one.word().equals(state) || String.valueOf(one.number()).equals(state))
                .toList();
    }

    private static void check(boolean right, String name, String rule, Map<String, String> wrong) {
        if (!right) {
            wrong.put(name, rule);
        }
    }

    private static final String STATES =
            "each must be a number of a state, or one of Uploading, Checking, Waiting, Converting,"
                    + " Ready, Damaged, Failed";
    private static final int MAX_TAGS = 20;

    /** No video has any of these. */
    private static final List<String> NEVER_SET = List.of("categoryOneOf", "licenceOneOf");

    private static final List<String> UNKNOWN =
            List.of(
                    "host",
                    "hasHLSFiles",
                    "hasWebVideoFiles",
                    "excludeAlreadyWatched",
                    "nsfwFlagsIncluded");
}
