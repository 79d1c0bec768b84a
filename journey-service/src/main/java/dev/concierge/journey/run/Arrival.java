package dev.concierge.journey.run;

import dev.concierge.journey.catalogue.JourneyArmed;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserChanged;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.timer.StreamApplied;
import dev.concierge.platform.message.ReceivedMessage;
import java.util.Optional;
import java.util.stream.Stream;

/** A message of the guests' streams, read. */
sealed interface Arrival {
    /** The runs it names, or could be the cause of. */
    default Stream<RunId> runs() {
        return Stream.empty();
    }

    /** Reads a message; empty for types that mean nothing here. */
    static Optional<Arrival> of(ReceivedMessage message) {
        return Optional.ofNullable(
                switch (message.type()) {
                    case "trigger.occurred" -> new Trigger(message.as(TriggerOccurred.class));
                    case "run.initiate" -> new Initiate(message.as(InitiateCommand.class));
                    case "run.answered" -> new Answer(message.as(AnsweredCommand.class));
                    case "run.stop" -> new Stop(message.as(StopCommand.class));
                    case "run.cancel" -> new Cancel(message.as(CancelCommand.class));
                    case "journey.armed" -> new Armed(message.as(JourneyArmed.class));
                    case "stream.applied" -> new Applied(message.as(StreamApplied.class));
                    case "user.registered", "user.updated", "user.preferences-updated" ->
                        new Change(new UserId(message.key()), message.as(UserChanged.class));
                    case UserDeleted.TYPE ->
                        new Deletion(message.as(UserDeleted.class).userId());
                    case "notification.sent",
                            "notification.delivered",
                            "notification.suppressed",
                            "notification.failed" ->
                        new Receipt(
                                message.as(NotificationReceipt.class),
                                message.type().substring("notification.".length()));
                    default -> null;
                });
    }

    /** Arrives in a guest's own order. */
    sealed interface OfGuest extends Arrival {
        UserId userId();
    }

    record Armed(JourneyArmed armed) implements Arrival {}

    record Applied(StreamApplied applied) implements Arrival {}

    record Trigger(TriggerOccurred trigger) implements OfGuest {
        @Override
        public UserId userId() {
            return trigger.userId();
        }

        @Override
        public Stream<RunId> runs() {
            return trigger.entries().stream().map(match -> RunId.causedBy(trigger.sourceEventId(), match.journeyId()));
        }
    }

    record Initiate(InitiateCommand command) implements OfGuest {
        @Override
        public UserId userId() {
            return command.userId();
        }

        @Override
        public Stream<RunId> runs() {
            return Stream.of(command.runId());
        }
    }

    record Cancel(CancelCommand command) implements OfGuest {
        @Override
        public UserId userId() {
            return command.userId();
        }

        @Override
        public Stream<RunId> runs() {
            return Stream.of(command.runId());
        }
    }

    /** What was asked for at a visit of a run. */
    record Answer(AnsweredCommand answer) implements OfGuest {
        @Override
        public UserId userId() {
            return answer.userId();
        }

        @Override
        public Stream<RunId> runs() {
            return Stream.of(answer.runId());
        }
    }

    /** Ends all runs of a journey that the guest is on. */
    record Stop(StopCommand stop) implements OfGuest {
        @Override
        public UserId userId() {
            return stop.userId();
        }
    }

    record Change(UserId userId, UserChanged change) implements OfGuest {}

    record Deletion(UserId userId) implements OfGuest {}

    record Receipt(NotificationReceipt receipt, String outcome) implements OfGuest {
        @Override
        public UserId userId() {
            return receipt.userId();
        }

        @Override
        public Stream<RunId> runs() {
            return Stream.ofNullable(receipt.runId());
        }
    }
}
