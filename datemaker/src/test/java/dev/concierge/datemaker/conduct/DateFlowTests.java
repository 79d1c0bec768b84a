package dev.concierge.datemaker.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.datemaker.call.Call;
import dev.concierge.datemaker.call.Calls;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.notice.Chat;
import dev.concierge.datemaker.outcome.Choose;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.datemaker.registration.AnswerForGuest;
import dev.concierge.datemaker.registration.Register;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Events under a clock that the test moves from deadline to deadline. */
@FlowTest(topics = {"bookings", "notifications", "users"})
class DateFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @Autowired
    private TestClock clock;

    @Autowired
    private TestMessages messages;

    @Autowired
    private DateEvents events;

    @Autowired
    private Register register;

    @Autowired
    private AnswerForGuest answer;

    @Autowired
    private Choose choose;

    @Autowired
    private Calls calls;

    @Autowired
    private ConductEvent conductEvent;

    @Autowired
    private HostEvent host;

    private final List<UUID> guests =
            IntStream.range(0, 4).mapToObj(_ -> UUID.randomUUID()).toList();
    private Instant start = Instant.EPOCH;
    private UUID event = new UUID(0, 0);

    @BeforeEach
    void planByABareRow() {
        jdbc.sql("delete from dating_events").update();
        start = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MINUTES);
        event = jdbc.sql("insert into dating_events (start_dttm) values (?) returning id")
                .param(start.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    @AfterEach
    void backToTheRealTime() {
        jdbc.sql("delete from dating_events").update();
        clock.reset();
    }

    @Test
    void anEventGoesFromTheFirstRegistrationToTheLastMatchByItself() {
        register(guests.getFirst(), new Chat("chat-1", "m-1"));
        guests.subList(1, 4).forEach(guest -> register(guest, null));

        clock.set(start.minus(Duration.ofHours(24)));
        awaitState(DateEventState.REG_CONFIRM);
        assertThat(bot("confirm_registration").headers())
                .containsEntry("user_id", guests.getFirst().toString())
                .containsEntry("chat_id", "chat-1")
                .containsEntry("message_id", "m-1")
                .containsEntry("event_id", event.toString());
        guests.subList(1, 4).forEach(guest -> awaitNotification(guest, "confirm_registration"));

        guests.forEach(guest -> answer.confirm(event, guest, true));
        awaitState(DateEventState.READY);
        bot("send_user_will_take_part_in_event");
        guests.subList(1, 4).forEach(guest -> awaitNotification(guest, "send_user_will_take_part_in_event"));

        clock.set(start.minus(Duration.ofMinutes(5)));
        bot("send_rules");
        guests.forEach(guest -> answer.present(event, guest, true));

        Set<Pair> met = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            clock.set(begin(round));
            List<Call> begun = awaitCalls(2);
            assertThat(begun.getFirst().endsAt()).isEqualTo(begin(round).plus(Duration.ofMinutes(5)));
            begun.forEach(call -> assertThat(met.add(call.pair())).isTrue());
            begun.forEach(this::bothJoin);
            clock.set(begin(round).plus(Duration.ofMinutes(5)));
            awaitCalls(0);
        }
        bot("send_partner_rating_request");
        clock.set(begin(3));
        bot("send_final_dating_message");

        choose.choose(event, guests.get(0), guests.get(1), true, "sails");
        choose.choose(event, guests.get(1), guests.get(0), true, null);
        choose.choose(event, guests.get(0), guests.get(2), true, null);
        choose.choose(event, guests.get(2), guests.get(0), false, null);
        clock.set(begin(3).plus(Duration.ofMinutes(30)));
        awaitState(DateEventState.FINISHED);

        assertThat(bot("send_match_message")
                        .data()
                        .at("/send_match_message/partner_id")
                        .asString())
                .isEqualTo(guests.get(1).toString());
        awaitNotification(guests.get(1), "send_match_message");
        var results = messages.await(
                "date-events",
                "date-event.results-saved",
                data -> data.path("eventId").asString().equals(event.toString()));
        assertThat(results.path("met").asInt()).isEqualTo(6);
        assertThat(results.path("matched").asInt()).isEqualTo(1);
        assertThat(jdbc.sql("select likes + dislikes from ratings where user_id = ?")
                        .param(guests.get(0))
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(notified(guests.get(2))).doesNotContain("send_match_message");
    }

    @Test
    void whoWaitsForAMissingPartnerIsPairedAnewAndALateComerMeetsEverybodyToo() {
        start(guests);
        List<Call> first = awaitCalls(2);
        UUID missing = first.get(0).pair().one();
        UUID alsoMissing = first.get(1).pair().one();
        join(first.get(0), first.get(0).pair().other());
        join(first.get(1), first.get(1).pair().other());

        clock.set(start.plusSeconds(60));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(calls.underWay(event))
                        .singleElement()
                        .satisfies(call -> assertThat(
                                        List.of(call.pair().one(), call.pair().other()))
                                .doesNotContain(missing, alsoMissing)));
        Call anew = calls.underWay(event).getFirst();
        assertThat(anew.endsAt()).isEqualTo(start.plus(Duration.ofMinutes(5)));
        bothJoin(anew);
        answer.present(event, missing, true);
        clock.set(start.plus(Duration.ofMinutes(5)));
        awaitCalls(0);

        Set<Pair> met = new HashSet<>(Set.of(anew.pair()));
        for (int round = 1; round < 4 && met.size() < 3; round++) {
            clock.set(begin(round));
            Call call = awaitCalls(1).getFirst();
            assertThat(met.add(call.pair())).isTrue();
            bothJoin(call);
            clock.set(begin(round).plus(Duration.ofMinutes(5)));
            awaitCalls(0);
        }
        assertThat(met).hasSize(3).allMatch(pair -> !pair.has(alsoMissing));
    }

    @Test
    void twoPodsAreOneConductorWhateverTheirTiming() throws Exception {
        ready(guests);
        jdbc.sql("update dating_events set due_at = due_at + interval '1 hour' where id = ?")
                .param(event)
                .update(); // out of the running conductor's sight
        clock.set(start.plus(Duration.ofHours(1)).minusSeconds(2));
        List<Callable<Boolean>> pods = new ArrayList<>();
        IntStream.range(0, 8).forEach(_ -> pods.add(() -> conductEvent.conduct(event)));
        jdbc.sql("update dating_events set due_at = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), event)
                .update();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> pod : threads.invokeAll(pods)) {
                pod.get();
            }
        }

        await().atMost(PATIENCE).until(() -> !calls.of(event).isEmpty());
        assertThat(calls.of(event).stream().filter(call -> call.round() == 0)).hasSize(2);
        awaitRounds(1);
    }

    @Test
    void aStepThatFailsLeavesNothingAndIsTakenAgain() {
        ready(guests);
        jdbc.sql("alter table call_links add constraint broken check (false) not valid")
                .update();
        try {
            clock.set(start);
            await().during(Duration.ofSeconds(2))
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(calls.of(event)).isEmpty());
            assertThat(find().state()).isEqualTo(DateEventState.READY);
        } finally {
            jdbc.sql("alter table call_links drop constraint broken").update();
        }

        awaitCalls(2);
        awaitRounds(1);
    }

    @Test
    void aStepThatEndsInAnErrorIsTakenAgainToo() {
        ready(guests);
        AtomicInteger taken = new AtomicInteger();
        MethodInterceptor once = step -> {
            if (taken.getAndIncrement() == 0) {
                throw new StackOverflowError("planted");
            }
            return step.proceed();
        };
        ((Advised) conductEvent).addAdvice(once);
        try {
            clock.set(start);
            awaitCalls(2);
        } finally {
            ((Advised) conductEvent).removeAdvice(once);
        }

        assertThat(taken.get()).isGreaterThan(1);
        awaitRounds(1);
    }

    /** What plans series stands at a locked table, as it would at a pool that requests have emptied. */
    @Test
    void aRoundBeginsInTimeWhateverElseTheClockHasBegun() throws Exception {
        ready(guests);
        try (Connection holder = database.getConnection()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("lock table event_series in access exclusive mode");
                await().atMost(PATIENCE).until(this::seriesWait);
                clock.set(start);

                await().atMost(Duration.ofSeconds(5))
                        .untilAsserted(() -> assertThat(calls.underWay(event)).hasSize(2));
            } finally {
                holder.rollback();
                holder.setAutoCommit(true);
            }
        }
    }

    private boolean seriesWait() {
        return jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query like '%event_series%'
                        """).query(Integer.class).single() > 0;
    }

    @Test
    void tooFewIsToldToEverybodyWithTheReason() {
        guests.subList(0, 3).forEach(guest -> register(guest, null));
        clock.set(start.minus(Duration.ofHours(24)));
        awaitState(DateEventState.REG_CONFIRM);
        answer.confirm(event, guests.get(0), true);
        answer.confirm(event, guests.get(1), false);

        clock.set(start.minus(Duration.ofHours(1)));
        awaitState(DateEventState.SKIPPED);
        assertThat(find().skipReason()).isEqualTo("TOO_FEW");
        awaitNotification(guests.get(0), "send_user_will_not_take_part_in_event");
        awaitNotification(guests.get(2), "send_user_will_not_take_part_in_event");
    }

    @Test
    void nobodyThereIsNoEvent() {
        ready(guests);
        guests.forEach(guest -> answer.present(event, guest, false));
        clock.set(start);

        awaitState(DateEventState.SKIPPED);
        assertThat(find().skipReason()).isEqualTo("NOBODY_CAME");
    }

    @Test
    void theHostStopsTheClockAndLetsItGoOn() {
        start(guests);
        awaitCalls(2).forEach(this::bothJoin);
        host.pause(event);
        clock.set(start.plus(Duration.ofMinutes(7)));
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> calls.underWay(event).size(), size -> size == 2);

        host.resume(event);
        Instant ends = calls.underWay(event).getFirst().endsAt();
        assertThat(ends).isAfter(start.plus(Duration.ofMinutes(11)));
        host.extend(event, Duration.ofMinutes(2));
        assertThat(calls.underWay(event).getFirst().endsAt()).isEqualTo(ends.plus(Duration.ofMinutes(2)));
        clock.set(ends.plus(Duration.ofMinutes(2)));
        awaitCalls(0);
        assertThat(find().schedule().roundBegins(1)).isEqualTo(ends.plus(Duration.ofMinutes(3)));
    }

    @Test
    void whoIsRemovedIsPairedWithNobodyAnyMore() {
        start(guests);
        awaitCalls(2).forEach(this::bothJoin);
        host.remove(event, guests.getFirst());

        assertThat(calls.underWay(event)).noneMatch(call -> call.pair().has(guests.getFirst()));
        clock.set(start.plus(Duration.ofMinutes(5)));
        awaitCalls(0);
        clock.set(begin(1));
        assertThat(awaitCalls(1)).noneMatch(call -> call.pair().has(guests.getFirst()));
    }

    @Test
    void afterALongOutageEveryCallStillHasItsLength() {
        ready(guests);
        clock.set(start.plus(Duration.ofMinutes(20)));

        Call call = awaitCalls(2).getFirst();
        assertThat(Duration.between(clock.instant(), call.endsAt())).isGreaterThan(Duration.ofMinutes(4));
    }

    @Test
    void aLinkIsDeadOnceItsCallIsOver() {
        start(guests);
        Call call = awaitCalls(2).getFirst();
        String path = path(call, call.pair().one());
        http().get().uri(path).exchange().expectStatus().isOk().expectHeader().contentTypeCompatibleWith("text/html");
        assertThat(calls.underWay(event))
                .noneMatch(one -> one.joinedBy(call.pair().one()));
        http().post().uri(path).exchange().expectStatus().isSeeOther();

        clock.set(start.plus(Duration.ofMinutes(5)));
        awaitCalls(0);
        http().post().uri(path).exchange().expectStatus().isEqualTo(409);
        http().get().uri("/dating/join/unknown").exchange().expectStatus().isNotFound();
    }

    private void ready(List<UUID> coming) {
        coming.forEach(guest -> register(guest, null));
        clock.set(start.minus(Duration.ofHours(24)));
        awaitState(DateEventState.REG_CONFIRM);
        coming.forEach(guest -> answer.confirm(event, guest, true));
        awaitState(DateEventState.READY);
        clock.set(start.minus(Duration.ofMinutes(5)));
        await().atMost(PATIENCE).until(() -> start.equals(find().dueAt()));
        coming.forEach(guest -> answer.present(event, guest, true));
    }

    private void start(List<UUID> coming) {
        ready(coming);
        clock.set(start);
    }

    private void register(UUID guest, @Nullable Chat chat) {
        register.register(event, guest, new Register.Wanted(null, "en", 30), chat);
    }

    private void bothJoin(Call call) {
        join(call, call.pair().one());
        join(call, call.pair().other());
    }

    private void join(Call call, UUID guest) {
        http().post().uri(path(call, guest)).exchange().expectStatus().isSeeOther();
    }

    private String path(Call call, UUID guest) {
        return "/dating/join/"
                + jdbc.sql("select token from call_links where call_id = ? and user_id = ?")
                        .params(call.id(), guest)
                        .query(String.class)
                        .single();
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    private Instant begin(int round) {
        return start.plus(Duration.ofMinutes(6L * round));
    }

    private List<Call> awaitCalls(int number) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(calls.underWay(event)).hasSize(number));
        return calls.underWay(event);
    }

    private void awaitState(DateEventState state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(find().state()).isEqualTo(state));
    }

    private void awaitRounds(int number) {
        messages.await(
                "date-events",
                "date-event.round-began",
                data -> data.path("eventId").asString().equals(event.toString()));
        assertThat(messages.received("date-events").stream()
                        .filter(message -> message.type().equals("date-event.round-began"))
                        .filter(message -> message.key().equals(event.toString())))
                .hasSize(number);
    }

    private DateEvent find() {
        return events.findById(new DateEventId(event)).orElseThrow();
    }

    private TestMessage bot(String command) {
        return messages.awaitMessage(
                "bot-messages",
                "bot-message.sent",
                message -> message.data().has(command)
                        && event.toString().equals(message.headers().get("event_id")));
    }

    private void awaitNotification(UUID guest, String kind) {
        messages.await(
                "notifications",
                "notification.requested",
                data -> data.path("userId").asString().equals(guest.toString())
                        && data.at("/data/kind").asString().equals(kind));
    }

    private Stream<String> notified(UUID guest) {
        return messages.received("notifications").stream()
                .filter(message -> message.key().equals(guest.toString()))
                .map(message -> message.data().at("/data/kind").asString());
    }
}
