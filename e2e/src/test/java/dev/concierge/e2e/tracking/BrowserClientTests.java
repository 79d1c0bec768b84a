package dev.concierge.e2e.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.testsupport.browser.InChromium;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Segment's own client for browsers, unchanged, in a page of another origin: it sends JSON as {@code text/plain} with the
 * write key by Basic and in the body, one call each ({@code /v1/t}, {@code /v1/p} …) or batches ({@code /v1/b}), and what
 * is left as the page goes by {@code keepalive}.
 */
@Order(4)
@ExtendWith({InChromium.class, RunningFleet.class})
class BrowserClientTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A page's times are whole milliseconds. */
    private static final Duration ROUNDED = Duration.ofMillis(2);

    private static final Duration AHEAD = Duration.ofHours(3);
    private static final String CLOCK_AHEAD = """
            window.Date = new Proxy(Date, {
              construct: (Right, given, made) =>
                Reflect.construct(Right, given.length ? given : [Right.now() + %1$d], made),
              get: (Right, name) => name === 'now' ? () => Right.now() + %1$d : Right[name],
            });""".formatted(AHEAD.toMillis());

    private final HttpClient http = HttpClient.newHttpClient();
    private final Clock clock = Clock.systemUTC();
    private final LocalFleet fleet;
    private final String guest = "browser-" + UUID.randomUUID();
    private final List<String> complaints = new ArrayList<>();
    private final List<Request> sent = new ArrayList<>();
    private final String token;
    private final String key;
    private final Shop shop;

    BrowserClientTests(LocalFleet fleet) throws IOException, InterruptedException {
        this.fleet = fleet;
        this.token = fleet.clientToken();
        this.key = fleet.bash("./concierge token --kind write-key").strip();
        this.shop = Shop.open();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatTheStockClientOfAPageTellsIsKept(Page page) throws Exception {
        Instant begin = clock.instant();
        load(page, Map.of("strategy", "standard"));
        String visitor = (String) page.evaluate("analytics.user().anonymousId()");

        page.evaluate("""
                async ([guest, visitor]) => {
                  await analytics.page('Booking', 'Rooms', {floor: 2});
                  await analytics.track('Room Viewed', {room: 'r-1', price: 129.5});
                  await analytics.identify(guest, {plan: 'gold', email: 'ada@example.org'});
                  await analytics.track('Room Saved', {room: 'r-1'});
                  await analytics.group('g-1', {tier: 'club'});
                  await analytics.screen('Booking', 'Cart');
                  await analytics.alias(guest, visitor);
                }""", List.of(guest, visitor));

        List<JsonNode> before = kept(visitor, "segment page", "Room Viewed");
        assertThat(attributes(before, "Room Viewed")).isEqualTo(JSON.readTree("{\"room\": \"r-1\", \"price\": 129.5}"));
        JsonNode viewed = attributes(before, "segment page");
        assertThat(viewed.path("category").stringValue()).isEqualTo("Booking");
        assertThat(viewed.path("name").stringValue()).isEqualTo("Rooms");
        assertThat(viewed.path("floor").intValue()).isEqualTo(2);
        assertThat(viewed.path("url").stringValue()).isEqualTo(shop.address());
        assertThat(viewed.path("title").stringValue()).isEqualTo("Rooms");
        List<JsonNode> since =
                kept(guest, "segment identify", "Room Saved", "segment group", "segment screen", "segment alias");
        assertThat(attributes(since, "segment identify"))
                .isEqualTo(JSON.readTree("{\"plan\": \"gold\", \"anonymousId\": \"" + visitor + "\"}"));
        assertThat(attributes(since, "Room Saved"))
                .isEqualTo(JSON.readTree("{\"room\": \"r-1\", \"anonymousId\": \"" + visitor + "\"}"));
        assertThat(attributes(since, "segment group").path("groupId").stringValue())
                .isEqualTo("g-1");
        assertThat(attributes(since, "segment screen").path("name").stringValue())
                .isEqualTo("Cart");
        assertThat(attributes(since, "segment alias").path("previousId").stringValue())
                .isEqualTo(visitor);
        assertThat(since)
                .allSatisfy(
                        event -> assertThat(time(event, "eventAt")).isBetween(begin.minus(ROUNDED), clock.instant()));
        assertThat(sent)
                .hasSize(7)
                .allSatisfy(request -> assertThat(request.allHeaders())
                        .containsEntry("content-type", "text/plain")
                        .containsKey("authorization"));
        assertThat(complaints).isEmpty();
    }

    /** The page's clock is three hours ahead, and what it tells was a while ago when it is sent. */
    @Test
    void timesAreRightWhereThePagesClockIsNot(Page page) throws Exception {
        page.addInitScript(CLOCK_AHEAD);
        Instant begin = clock.instant();
        load(page, inBatchesOf(3));

        page.evaluate("""
                async (guest) => {
                  await analytics.identify(guest);
                  await analytics.track('Room Viewed');
                  await new Promise((later) => setTimeout(later, 1500));
                  await analytics.track('Room Saved');
                }""", guest);

        List<JsonNode> kept = kept(guest, "segment identify", "Room Viewed", "Room Saved");
        assertThat(sent).hasSize(1);
        JsonNode batch = JSON.readTree(sent.getFirst().postData());
        Instant sentAt = time(batch, "sentAt");
        assertThat(sentAt).isAfter(begin.plus(AHEAD));
        List<JsonNode> tracked = batch.path("batch")
                .valueStream()
                .filter(message -> message.path("type").stringValue().equals("track"))
                .toList();
        assertThat(tracked).hasSize(2);
        for (JsonNode message : tracked) {
            JsonNode event = named(kept, message.path("event").stringValue());
            Duration ago = Duration.between(time(message, "timestamp"), sentAt);
            assertThat(time(event, "eventAt"))
                    .isEqualTo(time(event, "receivedAt").minus(ago));
        }
        Instant viewedAt = time(named(kept, "Room Viewed"), "eventAt");
        assertThat(viewedAt).isBetween(begin.minus(ROUNDED), clock.instant());
        assertThat(time(named(kept, "Room Saved"), "eventAt")).isAfter(viewedAt.plusSeconds(1));
        assertThat(complaints).isEmpty();
    }

    /** By the client itself, and by a beacon of the page's, which can carry no header: its key is in the body alone. */
    @Test
    void whatIsLeftWhenAPageGoesIsKept(Page page) throws Exception {
        load(page, inBatchesOf(2));
        page.evaluate("""
                async ([guest, key, batches]) => {
                  await analytics.identify(guest);
                  await analytics.track('Room Viewed');
                  await analytics.track('Room Left');
                  addEventListener('pagehide', () => {
                    const now = new Date();
                    navigator.sendBeacon(batches, JSON.stringify({writeKey: key, sentAt: now, batch: [
                      {type: 'track', event: 'Page Left', userId: guest, messageId: crypto.randomUUID(), timestamp: now}]}));
                  });
                }""", List.of(guest, key, fleet.gateway() + "/v1/b"));
        assertThat(kept(guest, "segment identify", "Room Viewed")).hasSize(2);

        page.navigate("about:blank");

        assertThat(kept(guest, "segment identify", "Room Viewed", "Room Left", "Page Left"))
                .hasSize(4);
    }

    /** Else the client takes it for a broken network and tries again for hours. */
    @Test
    void aPageReadsThatItsKeyIsUnknown(Page page) {
        page.navigate(shop.address());

        Object status = page.evaluate("""
                (tracks) => fetch(tracks, {
                  method: 'post', body: '{}', headers: {'Content-Type': 'text/plain', Authorization: `Basic ${btoa('none:')}`},
                }).then(({status}) => status)""", fleet.gateway() + "/v1/t");

        assertThat(status).isEqualTo(401);
    }

    private static Map<String, Object> inBatchesOf(int size) {
        return Map.of("strategy", "batching", "config", Map.of("size", size, "timeout", 600_000));
    }

    /** What Segment's servers would tell a client about its source is given to it: there is no such server here. */
    private void load(Page page, Map<String, Object> delivery) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (request.method().equals("POST")) {
                sent.add(request);
            }
        });
        page.navigate(shop.address());
        page.evaluate(
                """
                async ({key, host, delivery}) => {
                  const segment = {apiKey: key, apiHost: host, protocol: 'http', deliveryStrategy: delivery};
                  [window.analytics] = await AnalyticsNext.AnalyticsBrowser.load({
                    writeKey: key,
                    cdnSettings: {integrations: {'Segment.io': segment}, metrics: {sampleRate: 0}},
                  });
                }""",
                Map.of("key", key, "host", URI.create(fleet.gateway()).getAuthority() + "/v1", "delivery", delivery));
    }

    /** What is kept of somebody, once it is these. */
    private List<JsonNode> kept(String userId, String... names) {
        return await().atMost(PATIENCE)
                .until(
                        () -> events(userId),
                        events -> events.stream()
                                .map(BrowserClientTests::name)
                                .sorted()
                                .toList()
                                .equals(Stream.of(names).sorted().toList()));
    }

    private List<JsonNode> events(String userId) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(fleet.gateway() + "/userEvent?userId=" + userId))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).path("items").valueStream().toList();
    }

    private static JsonNode named(List<JsonNode> events, String name) {
        return events.stream()
                .filter(event -> name(event).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode attributes(List<JsonNode> events, String name) {
        return named(events, name).path("attributes");
    }

    private static String name(JsonNode event) {
        return event.path("eventName").stringValue();
    }

    private static Instant time(JsonNode of, String field) {
        return Instant.parse(of.path(field).stringValue());
    }
}
