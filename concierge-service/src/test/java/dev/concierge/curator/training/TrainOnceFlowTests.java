package dev.concierge.curator.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest(topics = {"interactions", "users"})
class TrainOnceFlowTests {
    @Autowired
    private Environment environment;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Models models;

    @Test
    void theJobTrainsFromTheDatabaseAndItsModelIsServed() throws IOException {
        UUID item = UUID.randomUUID();
        for (int guest = 0; guest < 8; guest++) {
            jdbc.sql("""
                INSERT INTO interactions VALUES (gen_random_uuid(), ?, ?, 'SAVE', now()),
                    (gen_random_uuid(), ?, gen_random_uuid(), 'VIEW', now())
                """).params("guest " + guest, item, "guest " + guest).update();
        }

        TrainOnce.run(Stream.of("CONCIERGE_DB_URL", "CONCIERGE_DB_USER", "CONCIERGE_DB_PASSWORD")
                .map(name -> "--" + name + "=" + environment.getProperty(name))
                .toArray(String[]::new));

        ModelVersion served = models.find(models.served().orElseThrow()).orElseThrow();
        assertThat(served.interactions()).isGreaterThanOrEqualTo(16);
        assertThat(served.figures()).containsKey("popularity");
    }
}
