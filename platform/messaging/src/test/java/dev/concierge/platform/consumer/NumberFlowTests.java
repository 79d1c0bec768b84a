package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.message.MessageNumber;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.paging.PageRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a consumer makes of the numbers that relays give. */
class NumberFlowTests {
    private static final UUID OUTBOX = UUID.randomUUID();

    private final Inbox inbox = new Inbox();
    private final ConsumedMessages consumed = inbox.consumed();
    private final Gaps gaps = new Gaps(inbox.jdbc());
    private int offset;

    @Test
    void aNumberThatIsNotHigherIsARepetition() {
        ReceivedMessage first = message(1, 10);
        ReceivedMessage second = message(2, 10);

        assertThat(fresh(first, second)).containsExactly(first, second);
        assertThat(fresh(message(1, 10), message(2, 10))).isEmpty();
        assertThat(fresh(message(2, 10), message(3, 20))).hasSize(1);
    }

    @Test
    void noIdsAreKeptOfNumberedMessages() {
        fresh(message(1, 10), message(2, 10));

        assertThat(inbox.jdbc()
                        .sql("SELECT count(*) FROM platform.consumed_foreign")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aNumberTooHighStopsUntilAnOperatorAcceptsTheLoss() {
        fresh(message(1, 10));
        NumberGap gap = gap(message(4, 20));
        assertThat(gap).hasMessageContaining("number 4 (expected: 2); what lies between was lost");
        assertThat(consumed.note(gap)).isTrue();
        assertThat(consumed.note(gap)).isFalse();
        assertThat(gaps.open()).isOne();
        long id = gaps.list(PageRequest.first(10)).items().getFirst().id();

        assertThat(gaps.accept(List.of(id), "the disk was lost", "olga")).isOne();

        assertThat(gaps.open()).isZero();
        assertThat(fresh(message(4, 20))).hasSize(1);
        Gaps.GapView settled = gaps.list(PageRequest.first(10)).items().getFirst();
        assertThat(settled.acceptedBy()).isEqualTo("olga");
        assertThat(settled.reason()).isEqualTo("the disk was lost");
        gap(message(6, 30));
    }

    @Test
    void whatComesAfterAllClosesTheGap() {
        fresh(message(1, 10));
        consumed.note(gap(message(3, 20)));

        assertThat(fresh(message(2, 20), message(3, 20))).hasSize(2);

        assertThat(gaps.open()).isZero();
    }

    /** The database of the outbox lost its last batches, and gives their numbers to other messages. */
    @Test
    void numbersThatARestoredDatabaseGivesAgainAreNoRepetition() {
        fresh(message(1, 10), message(2, 20), message(3, 30));

        assertThat(fresh(message(2, 40), message(3, 40), message(4, 50))).hasSize(3);
        assertThat(fresh(message(3, 30), message(4, 50))).isEmpty();
    }

    @Test
    void whatCompactionRemovedIsNoLoss() {
        fresh(message(1, 10));

        assertThat(consumed.firstSeen(List.of(message(5, 20), message(5, 20)), new Reader().ofCompacted()))
                .hasSize(1);
    }

    @Test
    void outboxesOfOneServiceAreCountedApart() {
        fresh(message(1, 10));

        assertThat(fresh(inbox.numbered("a", 5, new MessageNumber(UUID.randomUUID(), 10, 1))))
                .hasSize(1);
    }

    @Test
    void afterALossThatIsKnownAGapIsNoNews() {
        fresh(message(1, 10));
        Position position = inbox.positions().take("t", UUID.randomUUID(), 0, 0);

        inbox.positions().reset(position, 100);

        assertThat(fresh(message(1, 10))).isEmpty();
        assertThat(fresh(message(7, 20))).hasSize(1);
        gap(message(9, 30));
    }

    @Test
    void aLogReadAgainAfterItsEndWasLostStillKnowsWhatTookEffect() {
        fresh(message(1, 10), message(2, 10));
        Position position = inbox.positions().take("t", UUID.randomUUID(), 0, 100);

        inbox.positions().reset(position, 0);

        assertThat(fresh(message(1, 10), message(2, 10))).isEmpty();
        gap(message(4, 20));
    }

    private NumberGap gap(ReceivedMessage message) {
        try {
            consumed.firstSeen(List.of(message), new Reader());
        } catch (NumberGap gap) {
            return gap;
        }
        throw new AssertionError("no gap before " + message.headers());
    }

    private List<ReceivedMessage> fresh(ReceivedMessage... messages) {
        return consumed.firstSeen(List.of(messages), new Reader());
    }

    private ReceivedMessage message(long number, long numberedAt) {
        return inbox.numbered("a", offset++, new MessageNumber(OUTBOX, numberedAt, number));
    }
}
