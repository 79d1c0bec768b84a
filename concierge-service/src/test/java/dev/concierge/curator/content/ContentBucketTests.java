package dev.concierge.curator.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The store in a bucket, against a server that speaks as S3 does. */
class ContentBucketTests {
    private static final String NAME = "a".repeat(64) + "-large";
    private final BucketServer server = new BucketServer();

    @BeforeAll
    static void credentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "secret");
    }

    @AfterAll
    static void noCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void whatIsPutIsFoundListedAndDeleted() {
        ContentStore store = new ContentConfiguration()
                .contentStore(new ContentSettings(
                        Path.of("unused"),
                        Duration.ofHours(1),
                        new ContentSettings.S3(
                                "images", "content/", server.address().toString(), "us-east-1", true)));
        byte[] bytes = Pictures.of("jpeg", 30, 20);

        store.put(NAME, "image/jpeg", bytes);
        store.put(NAME, "image/jpeg", bytes);

        assertThat(server.lengths()).containsOnlyKeys("content/" + NAME).containsValue(bytes.length);
        assertThat(store.find(NAME)).hasValue(bytes);
        assertThat(store.find("b".repeat(64) + "-large")).isEmpty();
        List<String> names = new ArrayList<>();
        store.forEachBefore(Instant.ofEpochSecond(1), names::add);
        assertThat(names).containsExactly(NAME);
        store.delete(NAME);
        store.delete(NAME);
        assertThat(server.lengths()).isEmpty();
    }
}
