package dev.concierge.platform.consumer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are consumed.
 *
 * @param workers threads per subscription in this process, {@code CONCIERGE_CONSUMER_WORKERS}
 * @param batch most records per transaction
 * @param poll longest wait for records
 * @param retry longest wait between attempts while the infrastructure fails
 * @param remember how long a message id is kept to recognise a repetition; longer than any topic's retention
 */
@ConfigurationProperties(value = "concierge.consumer", ignoreUnknownFields = false)
public record ConsumerSettings(
        @DefaultValue("1") int workers,
        @DefaultValue("500") int batch,
        @DefaultValue("50ms") Duration poll,
        @DefaultValue("5s") Duration retry,
        @DefaultValue("8d") Duration remember) {}
