package dev.concierge.platform.consumer;

import dev.concierge.platform.message.ReceivedMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A subscription that hands each message to the handler of its type; unknown types are skipped. */
public final class TypedSubscription implements Subscription {
    private final String name;
    private final List<String> topics;
    private final Map<String, Consumer<ReceivedMessage>> handlers;
    private final Set<String> erasing;

    private TypedSubscription(Builder builder) {
        this.name = builder.name;
        this.topics = List.copyOf(builder.topics);
        this.handlers = Map.copyOf(builder.handlers);
        this.erasing = Set.copyOf(builder.erasing);
    }

    /** Starts a subscription whose consumer group is the service's own name. */
    public static Builder reading(String... topics) {
        return new Builder("", List.of(topics));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> topics() {
        return topics;
    }

    @Override
    public boolean erases(ReceivedMessage message) {
        return erasing.contains(message.type());
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        for (ReceivedMessage message : batch) {
            Consumer<ReceivedMessage> handler = handlers.get(message.type());
            if (handler != null) {
                message.within(() -> handler.accept(message));
            }
        }
    }

    /** Collects the handlers of a {@link TypedSubscription}. */
    public static final class Builder {
        private String name;
        private final List<String> topics;
        private final Map<String, Consumer<ReceivedMessage>> handlers = new LinkedHashMap<>();
        private final Set<String> erasing = new HashSet<>();

        private Builder(String name, List<String> topics) {
            this.name = name;
            this.topics = new ArrayList<>(topics);
        }

        /** Gives the subscription a consumer group of its own, {@code <service>.<name>}. */
        public Builder named(String name) {
            this.name = name;
            return this;
        }

        /** Messages of {@code type} erase their key: they pass what is parked for it, and remove it. */
        public Builder erasedBy(String type) {
            erasing.add(type);
            return this;
        }

        /** Handles messages of {@code type}, read as {@code view}. */
        public <T> Builder on(String type, Class<T> view, Consumer<T> handler) {
            return on(type, message -> handler.accept(message.as(view)));
        }

        /** Handles messages of {@code type}, read as {@code view}, with the message's own attributes. */
        public <T> Builder on(String type, Class<T> view, BiConsumer<T, ReceivedMessage> handler) {
            return on(type, message -> handler.accept(message.as(view), message));
        }

        private Builder on(String type, Consumer<ReceivedMessage> handler) {
            if (handlers.putIfAbsent(type, handler) != null) {
                throw new IllegalArgumentException("type: " + type + " (expected: one handler)");
            }
            return this;
        }

        public TypedSubscription build() {
            return new TypedSubscription(this);
        }
    }
}
