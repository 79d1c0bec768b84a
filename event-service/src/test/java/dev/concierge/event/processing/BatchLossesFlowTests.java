package dev.concierge.event.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.Guests;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** What a batch leaves out is counted, whatever it stands beside. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class BatchLossesFlowTests {
    private final GuestStream guestStream;
    private final GroupStream groupStream;
    private final Records records;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final String guest = Guests.someone();
    private final String source = "/" + Guests.someone();

    BatchLossesFlowTests(
            GuestStream guestStream,
            GroupStream groupStream,
            Records records,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            TestClock clock) {
        this.guestStream = guestStream;
        this.groupStream = groupStream;
        this.records = records;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void whatComesWithTheErasureOfItsGuestIsCounted() {
        ReceivedMessage deleted = message("users", guest, "user.deleted", example("users", "user.deleted"));
        ObjectNode event = example("events", "event.captured").put("userId", guest);
        event.remove("client");

        transaction.executeWithoutResult(
                _ -> guestStream.on(List.of(deleted, message("events", guest, "event.captured", event))));

        assertThat(counted()).containsExactly("offer_viewed erased-guest 1");
    }

    @Test
    void whatConcernsSeveralIsCountedForEachOfThem() {
        ObjectNode made =
                example("experiences", "experience.created").put("actor", guest).put("owner", Guests.someone());
        List<ReceivedMessage> batch = List.of(message("experiences", "e-1", "experience.created", made));

        transaction.executeWithoutResult(_ -> groupStream.on(batch));
        assertThat(counted()).isEmpty();
        transaction.executeWithoutResult(_ -> groupStream.on(batch));
        assertThat(counted()).containsExactly("experience.created repeated 2");
        transaction.executeWithoutResult(_ ->
                groupStream.on(batch.stream().map(ReceivedMessage::asReadAgain).toList()));

        assertThat(counted()).containsExactly("experience.created repeated 2");
    }

    private static ObjectNode example(String topic, String type) {
        return (ObjectNode) Contracts.example(topic, type).deepCopy();
    }

    private ReceivedMessage message(String topic, String key, String type, ObjectNode data) {
        return records.message(
                topic,
                0,
                0,
                key,
                UUID.randomUUID().toString(),
                type,
                source,
                clock.instant(),
                Map.of(),
                data.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<String> counted() {
        return jdbc.sql("SELECT event_name || ' ' || reason || ' ' || count FROM event_losses WHERE client = ?")
                .param(source)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }
}
