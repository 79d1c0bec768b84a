package dev.concierge.platform.consumer;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What follows a failure. While the infrastructure fails, the same records again, from memory, the partitions paused;
 * after anything else this worker gives its partitions up and takes over anew what it then gets.
 */
final class RetryForEver implements CommonErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(RetryForEver.class);

    private final TakenPartitions taken;
    private final Patience patience;
    private final ConsumerMetrics metrics;

    RetryForEver(TakenPartitions taken, Patience patience, ConsumerMetrics metrics) {
        this.taken = taken;
        this.patience = patience;
        this.metrics = metrics;
    }

    /** Else the container would commit what was handled here. */
    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    /** The records returned come again after a poll of the paused partitions, in which rebalances are joined. */
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> ConsumerRecords<K, V> handleBatchAndReturnRemaining(
            Exception failure,
            ConsumerRecords<?, ?> batch,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        if (passes(failure)) {
            patience.note(failure);
            return (ConsumerRecords<K, V>) batch;
        }
        takeAnew(failure, consumer);
        return ConsumerRecords.empty();
    }

    /**
     * Of a poll, or of the owner's turn. An error in here would end the container's thread and leave its consumer open,
     * a member for which the others wait as long as between two polls.
     */
    @Override
    public void handleOtherException(
            Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        try {
            handleOther(failure, consumer);
        } catch (Error error) {
            log.error("{} ends", container.getListenerId(), error);
            container.stopAbnormally(() -> {});
        }
    }

    private void handleOther(Exception failure, Consumer<?, ?> consumer) {
        LogTruncationException cut = cause(failure, LogTruncationException.class);
        if (cut != null) {
            goBack(cut, consumer);
        } else if (passes(failure)) {
            patience.note(failure);
            patience.lasts();
        } else {
            takeAnew(failure, consumer);
        }
    }

    private void goBack(LogTruncationException cut, Consumer<?, ?> consumer) {
        try {
            taken.cut(consumer, cut);
        } catch (RuntimeException failure) {
            takeAnew(failure, consumer);
        }
    }

    private void takeAnew(Exception failure, Consumer<?, ?> consumer) {
        taken.drop();
        FencedOff fenced = cause(failure, FencedOff.class);
        if (fenced == null) {
            patience.note(failure);
        } else {
            metrics.fencedOff();
            log.info("Joins anew: {}", fenced.getMessage());
        }
        if (patience.lasts()) {
            consumer.enforceRebalance("gave its partitions up");
        }
    }

    private static boolean passes(Exception failure) {
        return cause(failure, FencedOff.class) == null
                && cause(failure, InvalidOffsetException.class) == null
                && InfrastructureErrors.caused(failure);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
