package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.parking.DeadLetterView;
import dev.concierge.platform.parking.DeadLetters;
import dev.concierge.platform.parking.ParkedMessages.Parked;
import dev.concierge.platform.parking.ParkedStep;
import dev.concierge.platform.parking.ParkedWork;
import dev.concierge.platform.parking.RemovedLetterView;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How something leaves the queue of what is parked. */
class ParkedQueueFlowTests {
    private static final Integer[] ALL = OwnedShards.of(List.of(0), 1).numbers();

    private final Inbox inbox = new Inbox();
    private final Guests guests = new Guests();
    private final Timers timers = new Timers();
    private final ParkedWork parkedWork = new ParkedWork(inbox.jdbc(), inbox.json(), _ -> Inbox.SUBSCRIPTION);
    private final DeadLetters deadLetters = new DeadLetters(inbox.jdbc());
    private final BatchTransaction batches = inbox.batches(guests, inbox.positions(), inbox.parked());

    private Position position = inbox.positions().take("t", UUID.randomUUID(), 0, 0);

    @Test
    void anErasurePassesTheQueueAndRemovesWhatIsParkedOfItsKey() {
        park("a", 0);
        apply(inbox.message("a", 1));
        park("b", 2);
        parkTimer("a", "t-1");

        apply(inbox.message("a", 3, "user.deleted"), inbox.message("a", 4));

        assertThat(guests.read).containsExactly("a user.deleted", "a thing.happened");
        assertThat(deadLetters.list(PageRequest.first(10)).items())
                .extracting(DeadLetterView::key)
                .containsExactly("b");
        assertThat(deadLetters.removed(PageRequest.first(10)).items())
                .hasSize(3)
                .allMatch(removed -> removed.reason().equals("erased by user.deleted")
                        && removed.removedBy().equals(Inbox.SUBSCRIPTION));
    }

    /** A cause may say what was in the message. */
    @Test
    void anErasureLeavesNoCausesOfItsKeyBehind() {
        park("a", 0);
        deadLetters.discard(
                List.of(deadLetters
                        .list(PageRequest.first(10))
                        .items()
                        .getFirst()
                        .seq()),
                "given up",
                "olga");
        park("a", 1);
        park("b", 2);
        deadLetters.discard(
                List.of(deadLetters
                        .list(PageRequest.first(10))
                        .items()
                        .getLast()
                        .seq()),
                "given up",
                "olga");

        apply(inbox.message("a", 3, "user.deleted"));

        assertThat(deadLetters.removed(PageRequest.first(10)).items())
                .extracting(RemovedLetterView::key, RemovedLetterView::cause)
                .containsExactlyInAnyOrder(tuple("a", ""), tuple("a", ""), tuple("b", "poison"));
    }

    @Test
    void anErasureThatCannotTakeEffectIsAllThatIsLeftOfItsKey() {
        park("a", 0);

        park(inbox.message("a", 1, "user.deleted"));

        assertThat(deadLetters.list(PageRequest.first(10)).items())
                .extracting(DeadLetterView::type)
                .containsExactly("user.deleted");
    }

    @Test
    void whatIsDiscardedLeavesWithItsReasonAndThoseBehindItStay() {
        park("a", 0);
        apply(inbox.message("a", 1));
        long first = deadLetters.list(PageRequest.first(10)).items().getFirst().seq();

        assertThat(deadLetters.discard(List.of(first), "the sender withdrew it", "olga"))
                .isEqualTo(1);
        assertThat(deadLetters.discard(List.of(first), "again", "olga")).isZero();

        assertThat(deadLetters.list(PageRequest.first(10)).items())
                .extracting(DeadLetterView::offset)
                .containsExactly(1L);
        RemovedLetterView removed =
                deadLetters.removed(PageRequest.first(10)).items().getFirst();
        assertThat(removed.reason()).isEqualTo("the sender withdrew it");
        assertThat(removed.removedBy()).isEqualTo("olga");
        assertThat(removed.cause()).isEqualTo("poison");
    }

    @Test
    void whatWasRemovedIsListedNewestFirstPageByPage() {
        for (int number = 0; number < 5; number++) {
            park("a", number);
        }
        deadLetters
                .list(PageRequest.first(10))
                .items()
                .forEach(letter -> deadLetters.discard(List.of(letter.seq()), "r", "olga"));

        List<Long> seen = new ArrayList<>();
        PageRequest asked = PageRequest.first(2);
        for (int page = 0; page < 3; page++) {
            Page<RemovedLetterView> removed = deadLetters.removed(asked);
            removed.items().forEach(item -> seen.add(item.seq()));
            asked = asked.at(removed.next());
        }

        assertThat(seen).hasSize(5).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void aParkedStepOfWorkKeepsItsPlaceAmongTheMessagesOfItsKey() {
        parkTimer("a", "t-1");
        apply(inbox.message("a", 0));
        assertThat(parkedWork.parkedKeys(timers, List.of("a", "b"))).containsExactly("a");
        parkTimer("a", "t-2");
        assertThat(deadLetters.list(PageRequest.first(10)).items())
                .extracting(DeadLetterView::work, DeadLetterView::topic)
                .containsExactly(tuple("timers", null), tuple(null, "t"), tuple("timers", null));

        deadLetters.requestRedrive(List.of("a"));
        redriveAll(List.of(timers));

        assertThat(guests.read).containsExactly("a t-1 7", "a thing.happened", "a t-2 7");
        assertThat(deadLetters.list(PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void aStepOfWorkThatIsNoLongerThereStaysParked() {
        parkTimer("a", "t-1");

        deadLetters.requestRedrive(List.of("a"));
        redriveAll(List.of());

        DeadLetterView left = deadLetters.list(PageRequest.first(10)).items().getFirst();
        assertThat(left.cause()).contains("work: 'timers' (expected: one of [])");
        assertThat(left.attempts()).isEqualTo(2);
    }

    private void redriveAll(List<PartitionWork> works) {
        for (List<Parked> heads = inbox.parked().redrives(ALL);
                !heads.isEmpty();
                heads = inbox.parked().redrives(ALL)) {
            batches.redrive(heads.getFirst(), works, List.of(position));
        }
    }

    private void parkTimer(String key, String id) {
        inbox.transaction()
                .executeWithoutResult(
                        _ -> parkedWork.park(timers, new ParkedWork.Step(key, id, "timer.elapsed", 7), "unreadable"));
    }

    private void park(String key, int number) {
        park(inbox.message(key, number));
    }

    private void park(ReceivedMessage message) {
        Position next = position.advancedTo(message.offset() + 1);
        batches.park(message, List.of(position), List.of(next), "poison");
        position = next;
    }

    private void apply(ReceivedMessage... messages) {
        Position next = position.advancedTo(messages[messages.length - 1].offset() + 1);
        batches.apply(List.of(messages), List.of(position), List.of(next));
        position = next;
    }

    private final class Guests implements Subscription {
        private final List<String> read = new ArrayList<>();

        @Override
        public List<String> topics() {
            return List.of("t");
        }

        @Override
        public boolean erases(ReceivedMessage message) {
            return message.type().equals("user.deleted");
        }

        @Override
        public void on(List<ReceivedMessage> batch) {
            batch.forEach(message -> read.add(message.key() + " " + message.type()));
        }
    }

    private final class Timers implements PartitionWork {
        @Override
        public String name() {
            return "timers";
        }

        @Override
        public boolean isDue(OwnedShards shards) {
            return false;
        }

        @Override
        public void run(OwnedShards shards) {}

        @Override
        public void redrive(ParkedStep parked) {
            guests.read.add(parked.key() + " " + parked.id() + " " + parked.as(Integer.class));
        }
    }
}
