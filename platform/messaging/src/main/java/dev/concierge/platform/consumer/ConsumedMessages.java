package dev.concierge.platform.consumer;

import dev.concierge.platform.message.MessageNumber;
import dev.concierge.platform.message.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which messages took effect. Positions already keep a record from taking effect twice; this recognises the same
 * message in two records, and that one is missing: by the dense numbers that relays give, or by the ids of messages that
 * no relay sent.
 */
class ConsumedMessages {
    private final String subscription;
    private final Gaps gaps;
    private final ConsumedNumbers numbers;
    private final ForeignMessages foreign;

    ConsumedMessages(JdbcClient jdbc, String subscription) {
        this.subscription = subscription;
        this.gaps = new Gaps(jdbc);
        this.numbers = new ConsumedNumbers(jdbc, subscription);
        this.foreign = new ForeignMessages(jdbc, subscription);
    }

    /**
     * Notes the messages in the transaction under way and returns those that were not there, in order.
     *
     * @throws NumberGap when a message before one of these was never received
     */
    List<ReceivedMessage> firstSeen(List<ReceivedMessage> messages, Subscription reader) {
        boolean idsToo = !reader.recognisesRepetitions();
        ConsumedNumbers.Reached reached = numbers.reached(messages, reader.compacted());
        Set<UUID> noted = idsToo ? foreign.note(messages) : Set.of();
        List<ReceivedMessage> fresh = new ArrayList<>(messages.size());
        for (ReceivedMessage message : messages) {
            MessageNumber number = MessageNumber.in(message.headers());
            boolean first = number == null
                    ? !idsToo || !ForeignMessages.hasId(message) || noted.remove(ForeignMessages.id(message))
                    : reached.isNext(message, number);
            if (first) {
                fresh.add(message);
            }
        }
        numbers.keep(reached);
        return fresh;
    }

    /** Notes that a message is missing; true when nobody had. */
    boolean note(NumberGap gap) {
        return gaps.note(subscription, gap);
    }
}
