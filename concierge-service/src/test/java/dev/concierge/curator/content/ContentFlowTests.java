package dev.concierge.curator.content;

import static dev.concierge.curator.CuratorClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestTokens;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@FlowTest(
        topics = {"interactions", "users"},
        properties = "CONCIERGE_CURATOR_CONTENT_GRACE=5m")
class ContentFlowTests {
    private final String guest = TestTokens.guest(UUID.randomUUID());

    @LocalServerPort
    private int port;

    @Autowired
    private RemoveUnheld removeUnheld;

    @Autowired
    private HeldImages held;

    @Autowired
    private ContentStore store;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestClock clock;

    @Test
    void anImageIsKeptByWhatItHoldsAndShownToWhoeverKnowsIt() {
        byte[] photo = Pictures.of("jpeg", 1_200, 800);
        JsonNode kept = json(post("image/jpeg", photo).expectStatus().isCreated());
        JsonNode again = json(post("image/jpeg", Pictures.withExif(photo, 1, "secret"))
                .expectStatus()
                .isCreated());

        assertThat(again.path("contentId")).isEqualTo(kept.path("contentId"));
        assertThat(kept.path("width").asInt()).isEqualTo(1_200);
        ResponseSpec shown = open(kept.path("sizes").path("small").asString());
        shown.expectStatus().isOk();
        shown.expectHeader().contentType(MediaType.IMAGE_JPEG);
        shown.expectHeader().valueEquals("X-Content-Type-Options", "nosniff");
        shown.expectHeader().valueEquals("Cache-Control", "max-age=31536000, public, immutable");
    }

    @Test
    void partsAreAnsweredAndWhatIsKnownIsNotSentAgain() {
        String at = "/content/" + keep(700);
        byte[] whole = bytes(open(at));

        ResponseSpec part = http().get().uri(at).header("Range", "bytes=10-19").exchange();
        part.expectStatus().isEqualTo(206);
        part.expectHeader().valueEquals("Content-Range", "bytes 10-19/" + whole.length);
        assertThat(bytes(part)).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
        http().get()
                .uri(at)
                .header("Range", "bytes=" + whole.length + "-")
                .exchange()
                .expectStatus()
                .isEqualTo(416);
        String tag = open(at).expectBody().returnResult().getResponseHeaders().getETag();
        http().get()
                .uri(at)
                .header("If-None-Match", Objects.requireNonNull(tag))
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void badFilesAreRefusedByName() {
        JsonNode svg =
                json(post("image/png", Pictures.text("<svg/>")).expectStatus().isBadRequest());
        assertThat(svg.path("code").asString()).isEqualTo("image-not-supported");
        JsonNode bomb = json(post("image/png", Pictures.bomb(100_000, 100_000, 100))
                .expectStatus()
                .isBadRequest());
        assertThat(bomb.path("code").asString()).isEqualTo("image-too-large");
        post("image/svg+xml", Pictures.text("<svg/>")).expectStatus().isEqualTo(415);
        JsonNode large = json(
                post("image/png", new byte[15 * 1024 * 1024 + 1]).expectStatus().isEqualTo(413));
        assertThat(large.path("code").asString()).isEqualTo("body-too-large");
        post("image/png", new byte[15 * 1024 * 1024]).expectStatus().isBadRequest();
    }

    @Test
    void noOtherBodyMayBeAsLarge() {
        http().post()
                .uri("/items")
                .headers(headers -> headers.setBearerAuth(guest))
                .contentType(MediaType.APPLICATION_JSON)
                .body(" ".repeat(2 * 1024 * 1024))
                .exchange()
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        open("/content/" + "0".repeat(64)).expectStatus().isNotFound();
        open("/content/..%2Fetc")
                .expectStatus()
                .value(status -> assertThat(status).isIn(400, 404));
        open("/content/" + keep(90) + "/huge").expectStatus().isNotFound();
    }

    @Test
    void whatNobodyNeedsIsRemovedAfterItsGraceAndWhatSomebodyNeedsStays() {
        String needed = keep(110);
        String unneeded = keep(120);
        UUID holder = UUID.randomUUID();
        transaction.executeWithoutResult(
                _ -> assertThat(held.hold(holder, List.of(needed))).isEmpty());
        removeUnheld.remove();
        open("/content/" + unneeded).expectStatus().isOk();

        clock.advance(Duration.ofMinutes(6));
        removeUnheld.remove();

        open("/content/" + unneeded).expectStatus().isNotFound();
        assertThat(store.find(ContentStore.name(unneeded, ImageSize.SMALL))).isEmpty();
        open("/content/" + needed).expectStatus().isOk();
        transaction.executeWithoutResult(_ -> held.release(holder, clock.instant()));
        removeUnheld.remove();
        open("/content/" + needed).expectStatus().isOk();
        clock.advance(Duration.ofMinutes(6));
        removeUnheld.remove();
        open("/content/" + needed).expectStatus().isNotFound();
    }

    /** As a process leaves them that ends before its transaction. */
    @Test
    void bytesWithoutARowAreRemovedAfterTheGrace() {
        String name = ContentStore.name("f".repeat(64), ImageSize.LARGE);
        store.put(name, "image/png", new byte[] {1});
        removeUnheld.remove();
        assertThat(store.find(name)).isPresent();

        clock.advance(Duration.ofMinutes(6));
        removeUnheld.remove();

        assertThat(store.find(name)).isEmpty();
    }

    private String keep(int width) {
        return json(post("image/png", Pictures.of("png", width, 50))
                        .expectStatus()
                        .isCreated())
                .path("contentId")
                .asString();
    }

    private ResponseSpec post(String type, byte[] file) {
        return http().post()
                .uri("/content")
                .headers(headers -> headers.setBearerAuth(guest))
                .contentType(MediaType.parseMediaType(type))
                .body(file)
                .exchange();
    }

    /** Without a token. */
    private ResponseSpec open(String path) {
        return http().get().uri(path).exchange();
    }

    private static byte[] bytes(ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectBody().returnResult().getResponseBody());
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }
}
