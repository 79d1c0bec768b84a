package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.outbox.SteppedRelay;
import dev.concierge.platform.outbox.SteppedRelay.Numbering;
import dev.concierge.platform.outbox.SteppedRelay.Sent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a relay numbers, as a consumer takes it: everything has its effect once, though a relay ended between publishing
 * and deleting, and a lower sequence of another key of the shard was committed later. A planted bug on either side must
 * fail it.
 */
class RelayedNumbersFlowTests {
    private final Inbox inbox = new Inbox();

    @Test
    void whatEndedRelaysAndLateCommitsLeaveTakesEffectOnce() throws SQLException {
        eachHasItsEffectOnce(Numbering.AS_IT_IS, inbox.consumed());
    }

    @Test
    void numbersGivenAnewWouldDoubleWhatWasPublishedTwice() {
        assertThatThrownBy(() -> eachHasItsEffectOnce(Numbering.ANEW_AT_A_TAKE_OVER, inbox.consumed()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void theSequenceForANumberWouldTakeALateCommitForARepetition() {
        assertThatThrownBy(() -> eachHasItsEffectOnce(Numbering.BY_SEQUENCE, inbox.consumed()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aConsumerWithoutNumbersWouldDoubleToo() {
        assertThatThrownBy(() -> eachHasItsEffectOnce(Numbering.AS_IT_IS, PlantedBugs.takingAllForNew(inbox)))
                .isInstanceOf(AssertionError.class);
    }

    private void eachHasItsEffectOnce(Numbering numbering, ConsumedMessages consumed) throws SQLException {
        List<Integer> effects = new ArrayList<>();
        try (Connection late = inbox.database().getConnection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute(SteppedRelay.row("t", SteppedRelay.NEIGHBOUR, 1));
            append(2);
            apply(new SteppedRelay(inbox.jdbc(), numbering).sendAndEnd(), consumed, effects);
            late.commit();
        }
        append(3);
        apply(new SteppedRelay(inbox.jdbc(), numbering).sendAll(), consumed, effects);

        assertThat(effects).containsExactly(2, 1, 3);
    }

    private void append(int value) {
        inbox.jdbc().sql(SteppedRelay.row("t", SteppedRelay.KEY, value)).update();
    }

    private void apply(List<Sent> sent, ConsumedMessages consumed, List<Integer> effects) {
        List<ReceivedMessage> messages = sent.stream()
                .map(one -> inbox.numbered(one.key(), one.value(), one.number()))
                .toList();
        consumed.firstSeen(messages, new Reader()).forEach(message -> effects.add(message.as(Integer.class)));
    }
}
