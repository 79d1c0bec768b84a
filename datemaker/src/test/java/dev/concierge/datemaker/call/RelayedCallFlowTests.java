package dev.concierge.datemaker.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.concierge.datemaker.plan.Pair;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.browser.InChromium;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two real browsers that may not learn each other's addresses: all that they say goes through a relay. */
@FlowTest(topics = {"bookings", "notifications", "users"})
@ExtendWith(InChromium.class)
class RelayedCallFlowTests {
    private static final String SECRET = "what the relay and we know";
    private static final Relay RELAY = Relay.started(SECRET, Clock.systemUTC());
    private static final Page.WaitForConditionOptions PATIENCE = new Page.WaitForConditionOptions().setTimeout(60_000);

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void relay(DynamicPropertyRegistry registry) {
        registry.add("concierge.datemaker.calls.turn", RELAY::address);
        registry.add("concierge.datemaker.calls.turn-secret", () -> SECRET);
        registry.add("concierge.datemaker.calls.relay-only", () -> "true");
    }

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Calls calls;

    @Autowired
    private Clock clock;

    private final UUID one = new UUID(1, 1);
    private final UUID other = new UUID(2, 2);
    private UUID call = new UUID(0, 0);
    private Map<UUID, String> links = Map.of();

    @BeforeEach
    void beginACall() {
        Instant now = clock.instant();
        UUID event = jdbc.sql("insert into dating_events (start_dttm, state_id, step, due_at)"
                        + " values (?, 3, 'RESULT', ?) returning id")
                .params(
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
        call = UUID.randomUUID();
        Call begun = new Call(
                call, event, 0, 0, new Pair(one, other), "own-" + call, now, now.plusSeconds(300), null, null, null);
        calls.add(List.of(begun));
        links = calls.link(List.of(begun));
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from dating_events").update();
    }

    @AfterAll
    static void close() {
        RELAY.close();
    }

    @Test
    void whoeverIsRelayedSeesAndHearsTheOtherWithCredentialsOfThatCall(Page ada, Page grace) {
        enter(ada, one);
        enter(grace, other);

        for (Page page : List.of(ada, grace)) {
            page.waitForCondition(() -> is(page, "() => window.room?.peer?.connectionState === 'connected'"), PATIENCE);
            page.waitForCondition(() -> is(page, """
                    async () => {
                      const stats = [...(await window.room.peer.getStats()).values()].filter(each => each.type === 'inbound-rtp');
                      return stats.some(each => each.kind === 'video' && each.framesDecoded > 0)
                          && stats.some(each => each.kind === 'audio' && each.totalAudioEnergy > 0);
                    }"""), PATIENCE);
            assertThat(page.evaluate("""
                    async () => {
                      const stats = await window.room.peer.getStats();
                      const inUse = [...stats.values()].find(each => each.type === 'candidate-pair' && each.nominated);
                      return [stats.get(inUse.localCandidateId), stats.get(inUse.remoteCandidateId)].map(each => each.candidateType);
                    }""")).isEqualTo(List.of("relay", "relay"));
        }
        assertThat(RELAY.names()).anyMatch(name -> name.endsWith(":" + call));
        assertThat(RELAY.relayedBytes()).isPositive();
    }

    /** What the test above shows would be nothing if the relay let anybody in. */
    @Test
    void aRelayIsOpenedByNoOtherSecretAndNotAfterTheCall(Page page) {
        page.navigate("http://localhost:" + port + "/dating/join/" + links.get(one));
        long later = clock.instant().plusSeconds(60).getEpochSecond();
        long before = clock.instant().minusSeconds(60).getEpochSecond();

        assertThat(answers(page, later + ":me", IceServers.password(SECRET, later + ":me")))
                .isEqualTo("candidate");
        assertThat(answers(page, later + ":me", IceServers.password("another", later + ":me")))
                .isEqualTo("401");
        assertThat(answers(page, before + ":me", IceServers.password(SECRET, before + ":me")))
                .isEqualTo("401");
        assertThat(RELAY.refused()).contains(later + ":me", before + ":me");
    }

    private static Object answers(Page page, String name, String password) {
        return Objects.requireNonNull(page.evaluate("""
                ([urls, username, credential]) => new Promise((resolve) => {
                  const peer = new RTCPeerConnection({ iceServers: [{ urls, username, credential }], iceTransportPolicy: 'relay' });
                  peer.onicecandidate = ({ candidate }) => candidate?.candidate && resolve('candidate');
                  peer.onicecandidateerror = ({ errorCode }) => resolve(String(errorCode));
                  peer.createDataChannel('one');
                  peer.setLocalDescription();
                })""", List.of(RELAY.address(), name, password)));
    }

    private void enter(Page page, UUID guest) {
        page.navigate("http://localhost:" + port + "/dating/join/" + links.get(guest));
        click(page, "Check camera and microphone");
        click(page, "Enter the call");
    }

    private static void click(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** What a page waits for by itself would be evaluated in it, which its policy forbids. */
    private static boolean is(Page page, String condition) {
        return Boolean.TRUE.equals(page.evaluate(condition));
    }
}
