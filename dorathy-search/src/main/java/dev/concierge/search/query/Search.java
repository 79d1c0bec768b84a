package dev.concierge.search.query;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.search.availability.AvailabilityView;
import dev.concierge.search.availability.CheckAvailability;
import dev.concierge.search.control.Wanting;
import dev.concierge.search.control.Wishes;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Found;
import dev.concierge.search.engine.Matches;
import dev.concierge.search.engine.Matches.Match;
import dev.concierge.search.engine.Question;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.meaning.Meanings;
import dev.concierge.search.popularity.Liked;
import dev.concierge.search.query.Asked.Mode;
import dev.concierge.search.query.RankMatches.Ranked;
import dev.concierge.search.query.SearchAnswer.MeaningUse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers one search. */
@Component
public final class Search {
    /** Of so many by words, and so many by meaning, the best are ordered by all that speaks for them. */
    private static final int MOST_BY_WORDS = 400;

    private static final int MOST_BY_MEANING = 100;

    /** A score from which something is worth being told of, and what part of the best's it must have. */
    private static final double FITS = 0.1;

    private static final double FITS_BESIDE_THE_BEST = 0.5;

    /** Characters of a document that are compared with others. */
    private static final int TELLING = 400;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final SearchEngine engine;
    private final Meanings meanings;
    private final Wanting house;
    private final @Nullable CheckAvailability availability;
    private final RankMatches rank;
    private final RankedLists lists = new RankedLists();
    private final Ids ids;
    private final Clock clock;

    /**
     * @param liked how much things are
     * @param availability null where nobody asks for it
     */
    public Search(
            SearchEngine engine,
            Meanings meanings,
            Wanting house,
            Liked liked,
            @Nullable CheckAvailability availability,
            Ids ids,
            Clock clock) {
        this.house = house;
        this.availability = availability;
        this.engine = engine;
        this.meanings = meanings;
        this.rank = new RankMatches(meanings, liked);
        this.ids = ids;
        this.clock = clock;
    }

    Supplier<SearchAnswer> of(Asked asked, PageRequest page) {
        return of(asked, page, house::wishes);
    }

    /**
     * Finds; what was found is made an answer apart from that, as it may have to wait for resource-service, which costs no
     * processor.
     *
     * @param wish what the house wants of the answers to a question
     */
    Supplier<SearchAnswer> of(Asked asked, PageRequest page, Function<String, Wishes> wish) {
        Left left = page.after(5, values -> Left.of(asked, values));
        return asked.sort() == null ? best(asked, page, left, wish) : sorted(asked, page, left);
    }

    /**
     * Where a list was left, behind the order it is in: of a sorted one its value and key, of the best its list, place,
     * score and key.
     */
    private record Left(String list, int place, String value, String key) {
        private static Left of(Asked asked, List<String> values) {
            String value = values.get(3);
            if (!values.getFirst().equals(asked.order())) {
                throw new IllegalArgumentException(values.getFirst() + " (expected: " + asked.order() + ")");
            }
            if (asked.sort() == null) {
                Numbers.finite(value);
            } else {
                asked.sort().check(value);
            }
            DocumentKey.of(values.getLast());
            return new Left(
                    values.get(1), (int) Numbers.whole(values.get(2), 0, Integer.MAX_VALUE), value, values.getLast());
        }

        private boolean isBefore(Ranked one) {
            double score = Numbers.finite(value);
            return one.score() < score
                    || (one.score() == score && one.key().toString().compareTo(key) > 0);
        }
    }

    /** The keys of the best alone, as they are judged by. */
    public List<DocumentKey> ranking(String q, boolean isByMeaning, int most) {
        Asked asked = Asked.of(q, EnumSet.of(Kind.ITEM), isByMeaning ? Mode.BLENDED : Mode.WORDS);
        float[] meaning = meaning(asked);
        Matches matches = engine.match(question(asked, meaning, null, MOST_BY_WORDS));
        return rank.of(matches.best(), asked, meaning != null, Wishes.NONE, clock.instant()).stream()
                .map(Ranked::key)
                .limit(most)
                .toList();
    }

    /**
     * The best for guests.
     *
     * @param isCut whether time ran out, so that nothing found does not mean that there is nothing
     */
    public record Best(List<Searchable> documents, boolean isCut) {}

    /**
     * The best for guests, by words and meaning, without those that hardly fit.
     *
     * @param most how many at most
     */
    public Best best(String q, Set<Kind> kinds, int most) {
        Asked asked = Asked.of(q, kinds, Mode.BLENDED);
        float[] meaning = meaning(asked);
        Question question = question(asked, meaning, null, MOST_BY_WORDS);
        Matches matches = engine.match(question);
        List<Ranked> ranked = rank.of(matches.best(), asked, meaning != null, house.wishes(q), clock.instant());
        double least = ranked.isEmpty() ? 0 : Math.max(FITS, ranked.getFirst().score() * FITS_BESIDE_THE_BEST);
        List<DocumentKey> fitting = ranked.stream()
                .filter(one -> one.score() >= least)
                .limit(most)
                .map(Ranked::key)
                .toList();
        return new Best(
                engine.show(question, fitting).stream().map(Found::document).toList(), matches.isCut());
    }

    /** Something that was found, as it is now; empty when it is gone. */
    public Optional<Searchable> find(DocumentKey key) {
        Asked any = Asked.of("*", EnumSet.of(key.kind()), Mode.WORDS);
        return engine.show(question(any, null, null, 1), List.of(key)).stream()
                .map(Found::document)
                .findFirst();
    }

    /**
     * What is most like something, by its telling words and its meaning; without what hardly is. Empty when it is not there.
     */
    Optional<SimilarController.Similar> similar(DocumentKey key, int most) {
        return find(key).map(one -> {
            Asked asked = Asked.of(telling(one), EnumSet.of(key.kind()), Mode.BLENDED);
            float[] meaning = meanings.ofDocument(one);
            Question question = question(asked, meaning, null, MOST_BY_WORDS);
            Wishes wishes = new Wishes(List.of(), house.wishes("").points());
            Matches matches = engine.match(question);
            List<Ranked> ranked = rank.of(matches.best(), asked, meaning != null, wishes, clock.instant()).stream()
                    .filter(other -> !other.key().equals(key))
                    .toList();
            double least =
                    ranked.isEmpty() ? 0 : Math.max(FITS, ranked.getFirst().score() * FITS_BESIDE_THE_BEST);
            Map<DocumentKey, Ranked> fitting = new LinkedHashMap<>();
            ranked.stream()
                    .filter(other -> other.score() >= least)
                    .limit(most)
                    .forEach(other -> fitting.put(other.key(), other));
            double weight = RankMatches.wordsWeight(asked.mode(), meaning != null);
            return new SimilarController.Similar(
                    views(
                            engine.show(question, List.copyOf(fitting.keySet())),
                            asked,
                            found -> Explain.parts(
                                    found, fitting.get(found.document().key()), weight, false)),
                    use(asked, meaning != null),
                    matches.isCut());
        });
    }

    /** Its words without what would be an operator; of a long text the beginning, where it says what it is about. */
    private static String telling(Searchable document) {
        String text = String.join(
                " ",
                document.title(),
                String.join(" ", document.tags()),
                String.join(" ", document.topics()),
                document.description());
        return Texts.cut(NO_WORD.matcher(text).replaceAll(" ").strip(), TELLING);
    }

    private float @Nullable [] meaning(Asked asked) {
        return asked.mode() == Mode.WORDS || asked.typed().isEverything()
                ? null
                : meanings.ofQuestion(asked.typed().words());
    }

    private Supplier<SearchAnswer> best(
            Asked asked, PageRequest page, @Nullable Left left, Function<String, Wishes> wish) {
        float[] meaning = meaning(asked);
        boolean isMeaningUsed = meaning != null;
        Wishes wishes = wish.apply(asked.q());
        Question question = question(asked, meaning, null, MOST_BY_WORDS);
        List<Ranked> kept = left == null ? List.of() : lists.find(left.list());
        Matches matches = engine.match(question);
        List<Ranked> all;
        int from;
        UUID list;
        if (left != null && !kept.isEmpty()) {
            all = kept;
            from = left.place();
            list = Numbers.uuid(left.list());
        } else {
            list = ids.next();
            all = rank.of(matches.best(), asked, isMeaningUsed, wishes, clock.instant());
            from = left == null
                    ? 0
                    : (int) all.stream().filter(one -> !left.isBefore(one)).count();
        }
        Shown shown = shown(question, all, from, page.limit());
        boolean isLast = shown.next() >= all.size();
        if (!isLast) {
            lists.keep(list, all);
        }
        double weight = RankMatches.wordsWeight(asked.mode(), isMeaningUsed);
        Map<DocumentKey, Ranked> byKey = new HashMap<>();
        all.forEach(one -> byKey.put(one.key(), one));
        Ranked last = isLast ? null : all.get(shown.next() - 1);
        return () -> new SearchAnswer(
                views(
                        shown.found(),
                        asked,
                        found -> Explain.parts(
                                found,
                                byKey.get(found.document().key()),
                                weight,
                                wishes.pinned().contains(found.document().key()))),
                last == null ? null : page.next(Cursor.of(asked.order(), list, shown.next(), last.score(), last.key())),
                matches.total(),
                matches.isTotalExact(),
                matches.facets(),
                matches.didYouMean(),
                matches.isCut(),
                use(asked, isMeaningUsed));
    }

    private List<HitView> views(List<Found> shown, Asked asked, Function<Found, List<HitView.PartView>> parts) {
        List<@Nullable AvailabilityView> availabilities = new ArrayList<>();
        if (asked.isAvailabilityVerified() && availability != null) {
            availabilities.addAll(
                    availability.of(shown.stream().map(Found::document).toList()));
        }
        List<HitView> views = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            views.add(HitView.of(
                    shown.get(i), parts.apply(shown.get(i)), availabilities.isEmpty() ? null : availabilities.get(i)));
        }
        return views;
    }

    /** @param next where the list goes on behind them */
    private record Shown(List<Found> found, int next) {}

    /** As many as are asked for, without those that are gone by now. */
    private Shown shown(Question question, List<Ranked> all, int from, int limit) {
        List<Found> found = new ArrayList<>();
        int next = from;
        while (found.size() < limit && next < all.size()) {
            int end = Math.min(all.size(), next + limit - found.size());
            found.addAll(engine.show(
                    question, all.subList(next, end).stream().map(Ranked::key).toList()));
            next = end;
        }
        return new Shown(found, next);
    }

    private Supplier<SearchAnswer> sorted(Asked asked, PageRequest page, @Nullable Left left) {
        Question.Place after = left == null ? null : new Question.Place(left.value(), left.key());
        Question question = question(asked, null, after, page.limit() + 1);
        Matches matches = engine.match(question);
        Page<Match> shown = Page.of(
                matches.best(), page, last -> Cursor.of(asked.order(), "sorted", 0, last.sortValue(), last.key()));
        List<Found> found =
                engine.show(question, shown.items().stream().map(Match::key).toList());
        return () -> new SearchAnswer(
                views(found, asked, one -> Explain.parts(one, null, 1, false)),
                shown.next(),
                matches.total(),
                matches.isTotalExact(),
                matches.facets(),
                matches.didYouMean(),
                matches.isCut(),
                MeaningUse.NOT_ASKED);
    }

    private Question question(Asked asked, float @Nullable [] meaning, Question.@Nullable Place after, int most) {
        return new Question(
                asked.typed(),
                asked.kinds(),
                asked.filters(),
                asked.facets(),
                meaning == null ? null : new Question.Meaning(meaning, meanings.related(), MOST_BY_MEANING),
                house.vocabulary(),
                asked.isTyping(),
                asked.sort(),
                after,
                most);
    }

    private static MeaningUse use(Asked asked, boolean isUsed) {
        if (isUsed) {
            return MeaningUse.USED;
        }
        return asked.mode() == Mode.WORDS ? MeaningUse.NOT_ASKED : MeaningUse.NOT_READY;
    }
}
