package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.parking.DeadLetters;
import dev.concierge.platform.parking.ParkedMessages;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rules of a batch, each with what a planted bug would do. */
class BatchFlowTests {
    private static final Integer[] ALL = OwnedShards.of(List.of(0), 1).numbers();

    @Test
    void aCrashBeforeTheCommitLosesNothing() {
        assertThat(effectsOverACrash(Inbox::positions)).containsExactly(0, 1, 2);
        assertThat(effectsOverACrash(PlantedBugs::ackBeforeCommit))
                .as("with the position moved first")
                .containsExactly(0, 2);
    }

    @Test
    void laterMessagesOfAParkedKeyWaitBehindIt() {
        assertThat(effectsOverARedrive(Inbox::parked)).containsExactly(0, 1, 2);
        assertThat(effectsOverARedrive(PlantedBugs::parkWithoutOrder))
                .as("without order")
                .containsExactly(0, 2, 1);
    }

    @Test
    void aForeignMessageThatComesInTwoRecordsHasOneEffect() {
        Inbox inbox = new Inbox();
        ReceivedMessage message = inbox.message("a", 0);

        assertThat(inbox.consumed().firstSeen(List.of(message, message), new Reader()))
                .containsExactly(message);
        assertThat(inbox.consumed().firstSeen(List.of(message), new Reader())).isEmpty();
    }

    @Test
    void noIdsAreKeptForASubscriptionThatRecognisesRepetitionsItself() {
        Inbox inbox = new Inbox();

        inbox.consumed().firstSeen(List.of(inbox.message("a", 0)), new Reader().recognising());

        assertThat(inbox.jdbc()
                        .sql("SELECT count(*) FROM platform.consumed_foreign")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aRecordWithoutIdOfItsOwnIsNoRepetitionOfOneAtTheSamePlaceOfAnEarlierTopic() {
        Inbox inbox = new Inbox();
        ReceivedMessage foreign = inbox.foreign("a", 0);

        assertThat(inbox.consumed().firstSeen(List.of(foreign), new Reader())).containsExactly(foreign);
        assertThat(inbox.consumed().firstSeen(List.of(foreign), new Reader())).containsExactly(foreign);
    }

    /** Three records, one batch each; the process dies in the second and another reads on from the position. */
    private static List<Integer> effectsOverACrash(Function<Inbox, Positions> implementation) {
        Inbox inbox = new Inbox();
        Numbers numbers = new Numbers(inbox, 1, 1);
        Positions positions = implementation.apply(inbox);
        BatchTransaction batches = inbox.batches(numbers, positions, inbox.parked());
        UUID topicId = UUID.randomUUID();
        Position first = positions.take("t", topicId, 0, 0);
        apply(batches, inbox, first, 0);
        assertThatThrownBy(() -> apply(batches, inbox, first.advancedTo(1), 1)).hasMessage("failed at 1");

        Position next = positions.take("t", topicId, 0, 0);
        for (int offset = (int) next.next(); offset < 3; offset++) {
            apply(batches, inbox, next.advancedTo(offset), offset);
        }
        return numbers.effects();
    }

    /** The second of three messages of a key is parked, and redriven when the third has come. */
    private static List<Integer> effectsOverARedrive(Function<Inbox, ParkedMessages> implementation) {
        Inbox inbox = new Inbox();
        Numbers numbers = new Numbers(inbox, 1, 1);
        ParkedMessages parked = implementation.apply(inbox);
        BatchTransaction batches = inbox.batches(numbers, inbox.positions(), parked);
        Position start = inbox.positions().take("t", UUID.randomUUID(), 0, 0);
        apply(batches, inbox, start, 0);
        ReceivedMessage poison = inbox.message("a", 1);
        List<Position> from = List.of(start.advancedTo(1));
        List<Position> to = List.of(start.advancedTo(2));
        assertThatThrownBy(() -> batches.apply(List.of(poison), from, to)).hasMessage("failed at 1");
        batches.park(poison, from, to, "failed at 1");
        apply(batches, inbox, start.advancedTo(2), 2);

        new DeadLetters(inbox.jdbc()).requestRedrive(List.of("a"));
        for (List<ParkedMessages.Parked> heads = parked.redrives(ALL); !heads.isEmpty(); heads = parked.redrives(ALL)) {
            assertThat(batches.redrive(heads.getFirst(), List.of(), List.of(start)))
                    .isTrue();
        }
        return numbers.effects();
    }

    private static void apply(BatchTransaction batches, Inbox inbox, Position from, int number) {
        batches.apply(List.of(inbox.message("a", number)), List.of(from), List.of(from.advancedTo(number + 1L)));
    }
}
