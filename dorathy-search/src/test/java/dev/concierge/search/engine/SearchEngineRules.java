package dev.concierge.search.engine;

import static dev.concierge.search.engine.Shelf.item;
import static dev.concierge.search.engine.Shelf.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Found.Form;
import dev.concierge.search.engine.Found.WordFound;
import dev.concierge.search.engine.Matches.Count;
import dev.concierge.search.engine.Matches.Match;
import dev.concierge.search.engine.Question.By;
import dev.concierge.search.engine.Question.Sorting;
import dev.concierge.search.lucene.QueryLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What every engine does. */
public abstract class SearchEngineRules {
    protected static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    protected static final QueryLimits LIMITS = new QueryLimits(128, Duration.ofSeconds(10), METERS);
    protected static final JsonMapper JSON = new JsonMapper();

    @SuppressWarnings("NullAway.Init")
    protected SearchEngine engine;

    @SuppressWarnings("NullAway.Init")
    protected Shelf shelf;

    /** The same index again within one test; an empty one in the next. */
    protected abstract SearchEngine open(QueryLimits limits) throws IOException;

    @BeforeEach
    void begin() throws IOException {
        use(open(LIMITS));
    }

    protected void use(SearchEngine opened) {
        engine = opened;
        shelf = new Shelf(opened);
    }

    @AfterEach
    void end() throws IOException {
        engine.close();
    }

    @Test
    void titlesCountMoreThanTagsAndTagsMoreThanDescriptions() throws IOException {
        for (int i = 10; i < 30; i++) {
            shelf.put(item("" + i, "Shell", "grey", "beach"));
        }
        shelf.put(item("1", "Pearl", "sailing", "white"));
        shelf.put(item("2", "Pearl", "white", "sailing"));
        shelf.put(item("3", "Sailing", "white"));

        assertThat(shelf.find("sailing")).containsExactly("3", "2", "1");
    }

    @Test
    void everyHitSaysWhereItsWordsStand() throws IOException {
        shelf.put(item("1", "Sailing", "On the sea", "sailing", "sun"));

        assertThat(shelf.show("sailing sea", "1").marks().keySet()).containsExactly("title", "tags", "description");
        assertThat(shelf.show("sun", "1").marks().keySet()).containsExactly("tags");
    }

    @Test
    void whatTheWordsAddIsWhatTheHitHas() throws IOException {
        shelf.put(item("1", "Sailing tours", "We sail on the sea", "sun"));
        shelf.put(item("2", "Sea", "Salt and sun and sailors"));
        shelf.put(item("3", "Mountain", "sun"));
        String words = "sailing seas sunn toor";

        for (Match match : shelf.ask(question(words)).best()) {
            Found found = shelf.show(words, match.key().id());
            assertThat(found.words().stream().mapToDouble(WordFound::points).sum())
                    .isCloseTo(match.words(), within(1e-6));
            assertThat(match.words()).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Café Zürich,         CAFE zurich
            Cafe\u0301,          café
            Cafe\u0301,          cafe
            Café,                cafe\u0301
            Οδός,                ΟΔΟΣ
            Οδός,                οδος
            Αθήνα,               αθηνα
            Straße,              STRASSE
            Ærø,                 aero
            ｔｅａ,               tea
            Ёлка,                елка
            Culver's,            culver
            Culver,              culver's
            Culver’s,            culver
            東京タワー,           京
            東京タワー,           東京
            北京大学,             大学
            서울타워,             타워
            """)
    void normalFormCaseAccentsAndPossessivesDoNotMatter(String title, String words) throws IOException {
        shelf.put("1", title);

        assertThat(shelf.find(words)).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            en, We were sailing with two dogs,              sailed dog
            de, Segeltouren mit den alten Häusern,          haus
            de, Die schönen Häuser,                         hauser
            fr, Les chevaux et l'océan,                     cheval
            fr, Les promenades en l'océan,                  ocean promenade
            es, Las casas y los caminos,                    camino casa
            ru, Прогулки по старым улицам города,           прогулка улица
            ru, Ёлочные игрушки,                            елочная игрушка
            """)
    void wordsAreFoundInTheirOtherForms(String language, String title, String words) throws IOException {
        shelf.put(new Searchable(
                new DocumentKey(Kind.ITEM, language),
                "gem",
                title,
                "",
                List.of(),
                List.of(),
                List.of(language),
                null,
                null,
                Map.of(),
                Shelf.SAVED));
        shelf.put(item("unmarked", title, ""));

        assertThat(shelf.find(words)).contains(language);
        assertThat(shelf.show(words, language).words())
                .anyMatch(word -> word.form() == Form.STEM || word.form() == Form.EXACT);
    }

    @ParameterizedTest
    @CsvSource({"sialing,Sailing", "sailng,Sailing", "windsufring,Windsurfing", "vindsurfink,Windsurfing", "pariz,Paris"
    })
    void misspeltWordsAreReadAsTheirNeighbours(String typed, String title) throws IOException {
        shelf.put("1", title);
        shelf.put("2", "Something else altogether");

        assertThat(shelf.find(typed)).containsExactly("1");
        assertThat(shelf.show(typed, "1").words().getFirst().form()).isEqualTo(Form.TYPO);
        assertThat(shelf.ask(question(typed + " trip")).didYouMean()).isEqualToIgnoringCase(title + " trip");
    }

    @Test
    void aWordThatSomebodyHasIsNotMisspelt() throws IOException {
        shelf.put("1", "Bath");
        shelf.put("2", "Path");

        assertThat(shelf.find("bath")).containsExactly("1");
        assertThat(shelf.ask(question("bath")).didYouMean()).isNull();
    }

    @Test
    void anUnfinishedWordFindsWhatItBegins() throws IOException {
        shelf.put("1", "Windsurfing");
        shelf.put("2", "Wind");

        assertThat(shelf.find("windsu")).containsExactly("1");
        assertThat(shelf.find("wind")).containsExactly("2");
        Question typing =
                question("wind", List.of(), List.of(), null, null, Vocabulary.NONE, true, EnumSet.of(Kind.ITEM));
        assertThat(shelf.ids(typing)).containsExactly("2", "1");
    }

    @Test
    void synonymsFindWhatTheyMean() throws IOException {
        shelf.put("1", "Yacht");
        shelf.put("2", "Sailing boat");
        shelf.put("3", "Boat for sailing");
        Vocabulary house = new Vocabulary(Map.of("yacht", List.of("sailing boat")), Set.of());

        assertThat(shelf.ids(question("yacht", List.of(), List.of(), null, null, house, false, EnumSet.of(Kind.ITEM))))
                .containsExactly("1", "2");
    }

    @Test
    void littleWordsCountWhenThereAreNoOthers() throws IOException {
        shelf.put("1", "The Who");
        shelf.put("2", "The museum of ships");

        assertThat(shelf.find("the who")).first().isEqualTo("1");
        assertThat(shelf.find("the ships")).containsExactly("2");
    }

    @Test
    void quotesHoldWordsTogetherAndMinusKeepsThemAway() throws IOException {
        shelf.put("1", "Red wine tasting");
        shelf.put("2", "Wine of red grapes");
        shelf.put("3", "Red wine and cheese");

        assertThat(shelf.find("\"red wine\"")).containsExactlyInAnyOrder("1", "3");
        assertThat(shelf.find("\"red wine\" -cheese")).containsExactly("1");
        assertThat(shelf.find("wine -red")).isEmpty();
        assertThat(shelf.find("-cheese")).containsExactlyInAnyOrder("1", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "🎉",
                "the",
                "\"",
                "\"\"",
                "-",
                "+",
                "AND OR NOT",
                "(",
                "title:x",
                "*:*",
                "a*",
                "\\",
                "~",
                "/.*/"
            })
    void whatLooksLikeAnOperatorIsText(String words) throws IOException {
        shelf.put("1", "Party 🎉 a");

        assertThat(shelf.ask(question(words)).best()).hasSizeLessThan(2);
    }

    @Test
    void emojiAreWords() throws IOException {
        shelf.put("1", "Party 🎉");
        shelf.put("2", "Pizza 🍕");

        assertThat(shelf.find("🎉")).containsExactly("1");
    }

    @Test
    void filtersNarrowDownAndFacetsCountWhatIsLeft() throws IOException {
        shelf.put(detailed("1", "Sailing", List.of("sea", "sun"), 2000, 37.80, -122.41, 4));
        shelf.put(detailed("2", "Sailing", List.of("sea"), 9900, 37.33, -121.88, 8));
        shelf.put(detailed("3", "Sailing", List.of("lake"), 5000, 48.85, 2.35, 2));
        List<String> facets = List.of("tags", "attributes.level");

        Matches all = shelf.ask(question("sailing", List.of(), facets));
        assertThat(all.total()).isEqualTo(3);
        assertThat(all.facets().get("tags"))
                .containsExactly(new Count("sea", 2), new Count("lake", 1), new Count("sun", 1));
        assertThat(all.facets().get("attributes.level")).containsExactly(new Count("easy", 3));

        assertThat(shelf.ids(question("sailing", List.of(new Filter.OneOf("tags", List.of("lake", "sun"))), facets)))
                .containsExactlyInAnyOrder("1", "3");
        assertThat(shelf.ids(question("sailing", List.of(new Filter.Between("price", 3000, 9999)), facets)))
                .containsExactlyInAnyOrder("2", "3");
        assertThat(shelf.ids(question("sailing", List.of(new Filter.Between("attributes.partySize", 3, 5)), facets)))
                .containsExactly("1");
        assertThat(shelf.ids(
                        question("sailing", List.of(new Filter.OneOf("attributes.partySize", List.of("8"))), facets)))
                .containsExactly("2");
        assertThat(shelf.ids(question("sailing", List.of(new Filter.Within(37.77, -122.42, 20)), facets)))
                .containsExactly("1");
        Matches seaside = shelf.ask(question("*", List.of(new Filter.OneOf("tags", List.of("sea"))), List.of("tags")));
        assertThat(seaside.total()).isEqualTo(2);
        assertThat(seaside.facets().get("tags")).containsExactly(new Count("sea", 2), new Count("sun", 1));
    }

    @Test
    void listsAreSortedByWhatIsAskedFor() throws IOException {
        shelf.put(detailed("1", "Beta", List.of(), 2000, 37.80, -122.41, 4));
        shelf.put(detailed("2", "alpha", List.of(), 9900, 37.33, -121.88, 8));
        shelf.put("3", "Gamma");

        assertThat(sorted(By.PRICE, false)).containsExactly("1", "2", "3");
        assertThat(sorted(By.PRICE, true)).containsExactly("2", "1", "3");
        assertThat(sorted(By.TITLE, false)).containsExactly("2", "1", "3");
        assertThat(sorted(By.DISTANCE, false)).containsExactly("1", "2", "3");
    }

    private List<String> sorted(By by, boolean isDescending) {
        return shelf.ids(allSorted(by, isDescending));
    }

    private static Question allSorted(By by, boolean isDescending) {
        Sorting sorting = new Sorting(by, isDescending, new Filter.Within(37.77, -122.42, 100));
        return question("*", List.of(), List.of(), null, sorting, Vocabulary.NONE, false, EnumSet.of(Kind.ITEM));
    }

    /** The places of a list are values of its order, and it goes on behind each, also behind what has no such value. */
    @ParameterizedTest
    @CsvSource({"PRICE, false", "PRICE, true", "TITLE, false", "TITLE, true", "SAVED_AT, false", "DISTANCE, false"})
    void sortedListsGoOnBehindWhatWasSeen(By by, boolean isDescending) throws IOException {
        shelf.put(detailed("1", "12", List.of(), 2000, 37.80, -122.41, 4));
        shelf.put(detailed("2", "alpha", List.of(), 9900, 37.33, -121.88, 8));
        shelf.put("3", "Infinity");
        shelf.put("4", "null");
        Question all = allSorted(by, isDescending);
        List<String> seen = new ArrayList<>();
        for (Matches page = shelf.ask(behind(all, null));
                !page.best().isEmpty();
                page = shelf.ask(behind(all, page.best().getFirst()))) {
            Match match = page.best().getFirst();
            Objects.requireNonNull(all.sort()).check(match.sortValue());
            seen.add(match.key().id());
        }

        assertThat(seen).hasSize(4).isEqualTo(sorted(by, isDescending));
    }

    private static Question behind(Question all, @Nullable Match last) {
        return new Question(
                all.typed(),
                all.kinds(),
                all.filters(),
                all.facets(),
                all.near(),
                all.vocabulary(),
                all.isTyping(),
                all.sort(),
                last == null
                        ? null
                        : new Question.Place(last.sortValue(), last.key().toString()),
                1);
    }

    private static Searchable detailed(
            String id, String title, List<String> tags, long price, double lat, double lon, int partySize) {
        return new Searchable(
                new DocumentKey(Kind.ITEM, id),
                "experience",
                title,
                "",
                tags,
                List.of(),
                List.of("en"),
                new Searchable.Place(null, lat, lon),
                new Searchable.Price(price, "USD"),
                Map.of("partySize", partySize, "level", "easy"),
                Shelf.SAVED);
    }

    @Test
    void nothingOfWhatIsForOperatorsIsToldToGuests() throws IOException {
        shelf.put("1", "Sailing");
        Searchable ada = item("2", "Adalovelace", "");
        shelf.put(guest("2", ada.title()));

        assertThat(shelf.ask(question("adalovelaze")).didYouMean()).isNull();
        assertThat(shelf.find("adalovelace")).isEmpty();
        assertThat(engine.complete("ada", EnumSet.of(Kind.ITEM), 5)).isEmpty();
        assertThat(shelf.ids(question(
                        "adalovelaze",
                        List.of(),
                        List.of(),
                        null,
                        null,
                        Vocabulary.NONE,
                        false,
                        EnumSet.of(Kind.ITEM, Kind.USER))))
                .containsExactly("2");
    }

    private static Searchable guest(String id, String name) {
        return new Searchable(
                new DocumentKey(Kind.USER, id),
                "user",
                name,
                "",
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                Map.of(),
                Shelf.SAVED);
    }

    @Test
    void meaningFollowsTheWordsAndIsCountedWithThem() throws IOException {
        Searchable boat = item("1", "Boat", "", "sea");
        Searchable ship = item("2", "Ship", "", "sea");
        shelf.put(boat);
        shelf.put(ship);
        shelf.put(guest("3", "Ada Quixote")); // names of people mean nothing
        assertThat(engine.withoutMeaning(10)).containsExactlyInAnyOrder(boat, ship);

        engine.addMeanings(Map.of(boat, new float[] {1, 0}, ship, new float[] {0.8f, 0.6f}));
        engine.refresh();
        assertThat(engine.countWithoutMeaning()).isZero();

        Matches matches = shelf.ask(near("boat", 0.7));
        assertThat(matches.total()).isEqualTo(2);
        assertThat(matches.facets().get("tags")).containsExactly(new Count("sea", 2));
        Match other = matches.best().stream()
                .filter(match -> match.key().id().equals("2"))
                .findFirst()
                .orElseThrow();
        assertThat(other.words()).isZero();
        assertThat(other.meaning()).isCloseTo(0.8, within(0.001));
        assertThat(shelf.ask(near("boat", 0.9)).total()).isEqualTo(1);
    }

    private static Question near(String words, double atLeast) {
        return question(
                words,
                List.of(),
                List.of("tags"),
                new Question.Meaning(new float[] {1, 0}, atLeast, 10),
                null,
                Vocabulary.NONE,
                false,
                EnumSet.of(Kind.ITEM));
    }

    @Test
    void aMeaningOfWhatHasChangedIsNotAdded() throws IOException {
        Searchable before = item("1", "Boat", "");
        shelf.put(before);
        shelf.put(item("1", "Mountain", ""));

        engine.addMeanings(Map.of(before, new float[] {1, 0}));
        engine.refresh();

        assertThat(shelf.find("boat")).isEmpty();
        assertThat(engine.countWithoutMeaning()).isEqualTo(1);
    }

    @Test
    void titlesCompleteWhatIsTyped() throws IOException {
        shelf.put("1", "Sunset sailing");
        shelf.put("2", "Sunday market");
        shelf.put("3", "Sunset sailing");

        assertThat(engine.complete("sun", EnumSet.of(Kind.ITEM), 8))
                .containsExactlyInAnyOrder("Sunset sailing", "Sunday market");
        assertThat(engine.complete("sailing SU", EnumSet.of(Kind.ITEM), 8)).containsExactly("Sunset sailing");
    }

    @Test
    void aQueryOfManyWordsIsAnsweredByItsRarest() throws IOException {
        String han = han(342);
        String common = han.substring(0, 341);
        for (int i = 0; i < 5; i++) {
            shelf.put(item("common-" + i, common, common, common));
        }
        shelf.put("rare", han.substring(341));
        double before = cut("words");

        assertThat(shelf.find(han)).contains("rare");
        assertThat(shelf.find(han + " rarer than all")).contains("rare");
        assertThat(cut("words")).isEqualTo(before + 2);
    }

    @Test
    void wordsThatNoItemHasCostNothing() throws IOException {
        shelf.put("1", "Sailing");
        double before = cut("words");

        assertThat(shelf.find(han(342) + " sailing")).containsExactly("1");
        assertThat(shelf.find(han(342))).isEmpty();
        assertThat(cut("words")).isEqualTo(before);
    }

    private static String han(int count) {
        return IntStream.range(0x4e00, 0x4e00 + count)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    protected static double cut(String limit) {
        return METERS.get("search.queries.cut").tag("limit", limit).counter().count();
    }

    @Test
    void theLatestStateOfADocumentCounts() throws IOException {
        shelf.put("1", "Sailing");
        shelf.put("1", "Climbing");
        assertThat(shelf.find("sailing")).isEmpty();
        assertThat(shelf.find("climbing")).containsExactly("1");

        engine.remove(new DocumentKey(Kind.ITEM, "1"));
        engine.refresh();
        assertThat(shelf.find("climbing")).isEmpty();
    }

    /** Before anything was committed too: feeds begin at the same time. */
    @Test
    void clearingOneKindLeavesTheOthers() throws IOException {
        shelf.put("1", "Sailing");
        engine.clear(Kind.DATE);
        engine.refresh();
        assertThat(shelf.find("sailing")).containsExactly("1");

        engine.clear(Kind.ITEM);
        engine.refresh();
        assertThat(shelf.find("sailing")).isEmpty();
    }

    @Test
    void nothingIsFoundForNothing() {
        assertThat(shelf.find("...")).isEmpty();
        assertThat(shelf.find("sailing")).isEmpty();
        assertThat(shelf.find("*")).isEmpty();
    }

    @Test
    void documentsAndPositionSurviveARestartTogether() throws IOException {
        shelf.put("1", "Sailing");
        Map<String, String> position = Map.of("items.id", "topic", "items.partition.0", "7");
        engine.commit(position);
        engine.close();

        begin();

        assertThat(engine.position()).isEqualTo(position);
        assertThat(shelf.find("sailing")).containsExactly("1");
    }
}
