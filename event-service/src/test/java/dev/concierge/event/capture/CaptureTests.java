package dev.concierge.event.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.event.lateness.Lateness;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Given;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Publisher;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.problem.Problems;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.TooManyAtOnce;
import dev.concierge.platform.web.WebSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CaptureTests {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);
    private static final Caller APP = new Caller("app", Caller.Kind.CLIENT, Set.of("events:write"), Set.of());
    private static final Caller TILL = new Caller("till", Caller.Kind.CLIENT, Set.of("events:write"), Set.of());
    private static final Caller SHOP = new Caller("shop", Caller.Kind.CLIENT, Set.of("events:write"), Set.of());
    private static final WebSettings SHARES = new WebSettings(
            DataSize.ofMegabytes(4), Map.of(), DataSize.ofMegabytes(4), 128, 80, 12, 12, List.of(), true);
    private static final Caller GUEST = new Caller("u-1", Caller.Kind.GUEST, Set.of(), Set.of());

    private final List<OutgoingMessage> published = new ArrayList<>();
    private final CaptureForm form = new NoteForm();

    @Test
    void theSameMessageIdOfTheSameSenderIsTheSameEvent() {
        UUID first = one(request(APP, null), "{\"userId\": \"u-1\", \"messageId\": \"m\"}");
        UUID again = one(request(APP, "another key"), "{\"userId\": \"u-1\", \"messageId\": \"m\"}");
        UUID ofAnother = one(
                request(new Caller("pos", Caller.Kind.CLIENT, Set.of(), Set.of()), null),
                "{\"userId\": \"u-1\", \"messageId\": \"m\"}");

        assertThat(again).isEqualTo(first).isNotEqualTo(ofAnother);
        assertThat(first.version()).isEqualTo(5);
    }

    /** Before, the second tenant's event was taken for a repetition of the first one's and never stored. */
    @Test
    void theSameMessageIdOrKeyOfOneClientForOtherBusinessesIsAnotherEvent() {
        String item = "{\"userId\": \"u-1\", \"messageId\": \"m\"}";
        Caller ofA = APP.forBusinesses(Set.of("a"));
        Caller ofB = APP.forBusinesses(Set.of("b"));
        List<UUID> all = List.of(
                one(request(ofA, null), item),
                one(request(ofB, null), item),
                one(request(APP, null), item),
                one(request(APP.forBusinesses(Set.of("a", "b")), null), item),
                one(request(ofA, "k"), "{\"userId\": \"u-1\"}"),
                one(request(ofB, "k"), "{\"userId\": \"u-1\"}"));

        assertThat(all).doesNotHaveDuplicates();
        assertThat(one(request(ofB, null), item)).isEqualTo(all.get(1));
        assertThat(one(request(APP.forBusinesses(Set.of("b", "a")), null), item))
                .isEqualTo(all.get(3));
    }

    @Test
    void theSameMessageIdOfAnotherGuestOrNameIsAnotherEvent() {
        UUID first = one(request(APP, null), "{\"userId\": \"u-1\", \"messageId\": \"m\"}");
        UUID ofAnotherGuest = one(request(APP, null), "{\"userId\": \"u-2\", \"messageId\": \"m\"}");
        UUID ofAnotherName =
                one(request(APP, null), "{\"userId\": \"u-1\", \"name\": \"other\", \"messageId\": \"m\"}");
        UUID shifted = one(request(APP, null), "{\"userId\": \"u-1m\", \"messageId\": \"m\"}");

        assertThat(List.of(first, ofAnotherGuest, ofAnotherName, shifted)).doesNotHaveDuplicates();
    }

    @Test
    void theSameKeyForAnotherGuestIsAnotherEvent() {
        UUID first = one(request(APP, "k"), "{\"userId\": \"u-1\"}");

        assertThat(one(request(APP, "k"), "{\"userId\": \"u-2\"}")).isNotEqualTo(first);
    }

    @Test
    void theSameIdempotencyKeyAndPlaceIsTheSameEvent() {
        CaptureRequest request = request(APP, "k");
        BatchAnswer first = many(request, "{\"notes\": [{\"userId\": \"u-1\"}, {\"userId\": \"u-1\"}]}");
        BatchAnswer again = many(request, "{\"notes\": [{\"userId\": \"u-1\"}, {\"userId\": \"u-1\"}]}");

        assertThat(again).isEqualTo(first);
        assertThat(first.results()).extracting(BatchAnswer.Result::eventId).doesNotHaveDuplicates();
    }

    @Test
    void withoutAKeyEachIsNew() {
        UUID first = one(request(APP, null), "{\"userId\": \"u-1\"}");

        assertThat(one(request(APP, null), "{\"userId\": \"u-1\"}")).isNotEqualTo(first);
        assertThat(first.version()).isEqualTo(7);
    }

    @Test
    void judgesEachItemOfABatchOnItsOwn() {
        BatchAnswer answer =
                many(request(APP, null), "{\"notes\": [{\"userId\": \"u-1\"}, {}, {\"userId\": \"u-2\"}]}");

        assertThat(answer.accepted()).isEqualTo(2);
        assertThat(answer.results().get(1).problem()).isNotNull();
        assertThat(published).extracting(OutgoingMessage::key).containsExactly("u-1", "u-2", "app");
    }

    @Test
    void aRefusalIsAsDurableAsWhatIsTakenAndSaysWhyAndWhat() {
        many(
                request(APP, null),
                "{\"notes\": [{\"name\": \"a\"}, {\"userId\": \"u-1\"}, {\"name\": \"a\"}, {\"name\": 7}]}");

        assertThat(published.getLast().topic()).isEqualTo("event-losses");
        assertThat(published.getLast().data())
                .isEqualTo(new EventsRefused(
                        "app",
                        List.of(
                                new EventsRefused.Refusal("a", "invalid-input", 2),
                                new EventsRefused.Refusal("", "invalid-input", 1))));
        assertThatThrownBy(() -> one(request(GUEST, null), "{\"userId\": \"u-2\"}"))
                .isInstanceOf(Fact.class);
        assertThat(published.getLast().data())
                .isEqualTo(new EventsRefused("guest", List.of(new EventsRefused.Refusal("", "user-not-found", 1))));
    }

    @Test
    void whatCannotBeKeptCostsOnlyItsItem() {
        Given body = new Given(
                json("{\"notes\": [{\"userId\": null}, {\"userId\": \"u-2\"}]}"),
                List.of(new Given.Fault(List.of("notes", "0", "userId"), "\ufffd", "text")));
        BatchAnswer answer = capture().many(form, request(APP, null), body);

        assertThat(answer.accepted()).isEqualTo(1);
        assertThat(Objects.requireNonNull(answer.results().getFirst().problem()).errors())
                .containsExactly(new FieldError("/notes/0/userId", "\ufffd (expected: text)"));
    }

    @Test
    void namesTheFieldsThatABatchHasBesides() {
        assertThatThrownBy(() -> many(request(APP, null), "{\"batch\": []}"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        fact -> assertThat(fact.errors())
                                .extracting(FieldError::pointer)
                                .containsExactlyInAnyOrder("/batch", "/notes"));
    }

    @Test
    void guestsSpeakForThemselvesOnly() {
        assertThatThrownBy(() -> one(request(GUEST, null), "{\"userId\": \"u-2\"}"))
                .isInstanceOfSatisfying(
                        Fact.class, fact -> assertThat(fact.code()).isEqualTo("user-not-found"));
        BatchAnswer answer = many(request(GUEST, null), "{\"notes\": [{\"userId\": \"u-1\"}, {\"userId\": \"u-2\"}]}");

        assertThat(answer.accepted()).isEqualTo(1);
        assertThat(published)
                .filteredOn(message -> message.topic().equals("notes"))
                .hasSize(1);
    }

    @Test
    void aBatchIsAnArrayOfOneToAThousand() {
        assertThatThrownBy(() -> many(request(APP, null), "{\"notes\": []}")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> many(request(APP, null), "{}")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> many(request(APP, null), "[]")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> many(request(APP, null), "{\"notes\": [" + "{},".repeat(1000) + "{}]}"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        fact -> assertThat(fact.errors().getFirst().detail())
                                .isEqualTo("1001 items (expected: an array of 1 to 1000 items)"));
    }

    @Test
    void namesAnUnknownFieldOfABatch() {
        assertThatThrownBy(() -> many(request(APP, null), "{\"batch\": [{}]}"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        fact -> assertThat(fact.errors())
                                .extracting(FieldError::pointer)
                                .containsExactly("/notes", "/batch"));
    }

    @Test
    void saysUnavailableWhenTheBrokerDoesNotAnswerAndAsksNoFurther() {
        List<OutgoingMessage> tried = new ArrayList<>();
        Capture capture = capture(
                message -> {
                    tried.add(message);
                    return CompletableFuture.failedFuture(new TimeoutException("away"));
                },
                10);

        assertThatThrownBy(() -> capture.many(
                        form, request(APP, null), given("{\"notes\": [{\"userId\": \"u-1\"}, {\"userId\": \"u-1\"}]}")))
                .isInstanceOf(EventLog.EventLogUnavailable.class);
        assertThat(tried).hasSize(1);
    }

    @Test
    void whatTheLogDidNotTakeIsCountedWhenItTakesSomethingAgain() {
        Publisher away = _ -> CompletableFuture.failedFuture(new TimeoutException("away"));
        TurnedAway turnedAway = new TurnedAway(
                message -> {
                    published.add(message);
                    return CompletableFuture.allOf();
                },
                new Ids(CLOCK));
        Capture capture = capture(away, 10, turnedAway);
        Given two = given("{\"notes\": [{\"userId\": \"u-1\"}, {\"userId\": \"u-1\"}]}");

        assertThatThrownBy(() -> capture.many(form, request(APP, null), two)).isInstanceOf(Fact.class);
        assertThatThrownBy(() -> capture.one(form, request(APP, null), json("{\"userId\": \"u-1\"}")))
                .isInstanceOf(Fact.class);
        assertThat(published).isEmpty();
        turnedAway.tell();
        turnedAway.tell();

        assertThat(published)
                .extracting(OutgoingMessage::data)
                .containsExactly(
                        new EventsRefused("app", List.of(new EventsRefused.Refusal("", "event-log-unavailable", 3))));
    }

    @Test
    void aBatchThatIsWrongItselfIsCountedByItsItems() {
        assertThatThrownBy(() -> many(request(APP, null), "{\"notes\": [{}, {}], \"odd\": 1}"))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> many(request(APP, null), "{\"notes\": {\"a\": 1, \"b\": 2}}"))
                .isInstanceOf(InvalidInput.class);

        assertThat(published)
                .extracting(OutgoingMessage::data)
                .containsExactly(
                        new EventsRefused("app", List.of(new EventsRefused.Refusal("", "invalid-input", 2))),
                        new EventsRefused("app", List.of(new EventsRefused.Refusal("", "invalid-input", 1))));
    }

    @Test
    void refusesMoreThanMayBeInFlightAndTakesAsManyAgainAfterwards() {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        Capture capture = capture(message -> slow, 2);
        CompletableFuture<CapturedView> first = CompletableFuture.supplyAsync(
                () -> capture.one(form, request(APP, null), json("{\"userId\": \"u-1\"}")), Thread::startVirtualThread);
        CompletableFuture<CapturedView> second = CompletableFuture.supplyAsync(
                () -> capture.one(form, request(TILL, null), json("{\"userId\": \"u-1\"}")),
                Thread::startVirtualThread);

        Awaitility.await()
                .untilAsserted(() -> assertThatThrownBy(
                                () -> capture.many(
                                        form,
                                        request(SHOP, null),
                                        given(
                                                "{\"notes\": [{\"userId\": \"u-1\"}, {\"userId\": \"u-1\"}, {\"userId\": \"u-1\"}]}")))
                        .isInstanceOf(EventLog.TooManyInFlight.class));
        slow.complete(null);
        CompletableFuture.allOf(first, second).join();
        assertThat(capture.one(form, request(APP, null), json("{\"userId\": \"u-1\"}")))
                .isNotNull();
    }

    /** As many as its share of the permits lets in at once. */
    @Test
    void aGuestsLargeBatchesKeepNobodyElsesEventOutWhileKafkaIsSlow() {
        Slow kafka = new Slow("u-1", 10_000);
        List<CompletableFuture<BatchAnswer>> flood = kafka.flood(GUEST, 15);

        Awaitility.await("the flood is in")
                .until(() -> flood.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
        assertThat(kafka.tell(new Caller("u-2", Caller.Kind.GUEST, Set.of(), Set.of())))
                .isNotNull();
        assertThat(kafka.tell(APP)).isNotNull();

        Awaitility.await().untilAsserted(() -> assertThat(refusals(flood)).hasSize(14));
        assertThat(refusals(flood)).allSatisfy(refused -> assertThat(refused).isInstanceOf(TooManyAtOnce.class));
        kafka.goOn();
        Awaitility.await().until(() -> flood.stream().allMatch(CompletableFuture::isDone));
        assertThat(kafka.flood(GUEST, 1).getFirst().join().accepted()).isEqualTo(1000);
    }

    @Test
    void aClientsLargeBatchesLeaveAFifth() {
        Slow kafka = new Slow("u-1", 10_000);
        List<CompletableFuture<BatchAnswer>> flood = kafka.flood(APP, 12);

        Awaitility.await().untilAsserted(() -> assertThat(refusals(flood)).hasSize(4));
        assertThat(kafka.tell(SHOP)).isNotNull();
        kafka.goOn();
        Awaitility.await().until(() -> flood.stream().allMatch(CompletableFuture::isDone));
    }

    private static List<Throwable> refusals(List<CompletableFuture<BatchAnswer>> flood) {
        return flood.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .map(CompletableFuture::exceptionNow)
                .toList();
    }

    /** Acknowledges what is told of one guest when it is let, and everything else at once. */
    private final class Slow {
        private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        private final Capture capture;

        Slow(String guest, int inFlight) {
            capture = capture(
                    message -> message.key().equals(guest) ? acknowledged : CompletableFuture.allOf(), inFlight);
        }

        /** A thousand things in each. */
        List<CompletableFuture<BatchAnswer>> flood(Caller caller, int batches) {
            Given batch = given(
                    "{\"notes\": [" + String.join(",", Collections.nCopies(1000, "{\"userId\": \"u-1\"}")) + "]}");
            return Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> capture.many(form, request(caller, null), batch), Thread::startVirtualThread))
                    .limit(batches)
                    .toList();
        }

        CapturedView tell(Caller caller) {
            return capture.one(form, request(caller, null), json("{\"userId\": \"u-2\"}"));
        }

        void goOn() {
            acknowledged.complete(null);
        }
    }

    private UUID one(CaptureRequest request, String body) {
        return capture().one(form, request, json(body)).eventId();
    }

    private BatchAnswer many(CaptureRequest request, String body) {
        return capture().many(form, request, given(body));
    }

    private Capture capture() {
        return capture(
                message -> {
                    published.add(message);
                    return CompletableFuture.allOf();
                },
                1000);
    }

    private static Capture capture(Publisher publisher, int inFlight) {
        return capture(publisher, inFlight, new TurnedAway(publisher, new Ids(CLOCK)));
    }

    private static Capture capture(Publisher publisher, int inFlight, TurnedAway turnedAway) {
        return new Capture(
                new EventLog(publisher, inFlight, SHARES),
                new Ids(CLOCK),
                new CaptureRules(
                        new MaySay(Map.of()),
                        new Lateness(Duration.ofHours(1), null, null),
                        (_, _, _) -> Optional.empty()),
                CLOCK,
                new Problems(List.of()),
                new CaptureMetrics(new SimpleMeterRegistry()),
                turnedAway);
    }

    private static CaptureRequest request(Caller caller, @Nullable String key) {
        return new CaptureRequest(caller, key);
    }

    private static Given given(String text) {
        return new Given(json(text), List.of());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** The simplest thing that can be captured. */
    private static final class NoteForm implements CaptureForm {
        @Override
        public String plural() {
            return "notes";
        }

        @Override
        public String nameOf(JsonNode item) {
            return Fields.name(item, "name");
        }

        @Override
        public Reading<? extends Capturable> read(JsonNode item, String pointer, Instant receivedAt) {
            Fields fields = Fields.of(item, pointer);
            String userId = fields.text("userId", 10);
            @Nullable String messageId = fields.optionalText("messageId", 10);
            @Nullable String name = fields.optionalText("name", 10);
            return fields.valid(() -> new Note(userId, name == null ? "note" : name, messageId));
        }
    }

    private record Note(
            String userId, String name, @Nullable String messageId) implements Capturable {
        @Override
        public Instant at() {
            return CLOCK.instant();
        }

        @Override
        public List<OutgoingMessage> messages(Receipt receipt) {
            return List.of(new OutgoingMessage(receipt.eventId(), "notes", userId, "note.taken", this));
        }
    }
}
