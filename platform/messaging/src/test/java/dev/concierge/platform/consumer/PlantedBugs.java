package dev.concierge.platform.consumer;

import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.parking.ParkedMessages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Consumers that each break one rule: the test that holds the rule must tell them from the real one. */
final class PlantedBugs {
    private PlantedBugs() {}

    /** Any owner's batch is accepted. */
    static Positions withoutFence(Inbox inbox) {
        return new LaxPositions(inbox.jdbc(), "next_offset = :next");
    }

    /** The position is written, not checked. */
    static Positions withoutPositionCheck(Inbox inbox) {
        return new LaxPositions(inbox.jdbc(), "epoch = :epoch");
    }

    /** The position has moved for good before the effects are committed. */
    static Positions ackBeforeCommit(Inbox inbox) {
        TransactionTemplate own = new TransactionTemplate(inbox.transactions());
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new Positions(inbox.jdbc(), Inbox.SUBSCRIPTION) {
            @Override
            void advance(List<Position> from, List<Position> to) {
                own.executeWithoutResult(_ -> super.advance(from, to));
            }
        };
    }

    /** Messages are parked, but the later ones of their key do not wait behind them. */
    static ParkedMessages parkWithoutOrder(Inbox inbox) {
        return new ParkedMessages(inbox.jdbc(), Inbox.SUBSCRIPTION, inbox.records(), inbox.json(), inbox.outbox()) {
            @Override
            public Set<String> parkedKeys(Collection<String> keys) {
                return Set.of();
            }
        };
    }

    /** Numbers and ids are not looked at. */
    static ConsumedMessages takingAllForNew(Inbox inbox) {
        return new ConsumedMessages(inbox.jdbc(), Inbox.SUBSCRIPTION) {
            @Override
            List<ReceivedMessage> firstSeen(List<ReceivedMessage> messages, Subscription reader) {
                return messages;
            }
        };
    }

    private static final class LaxPositions extends Positions {
        private final JdbcClient jdbc;
        private final String onlyCheck;

        private LaxPositions(JdbcClient jdbc, String onlyCheck) {
            super(jdbc, Inbox.SUBSCRIPTION);
            this.jdbc = jdbc;
            this.onlyCheck = onlyCheck;
        }

        @Override
        void advance(List<Position> from, List<Position> to) {
            Position start = from.getFirst();
            jdbc.sql("UPDATE platform.consumer_position SET next_offset = :target WHERE topic_id = :topicId AND "
                            + onlyCheck)
                    .params(Map.of(
                            "target",
                            to.getFirst().next(),
                            "topicId",
                            start.topicId(),
                            "next",
                            start.next(),
                            "epoch",
                            start.epoch()))
                    .update();
        }
    }
}
