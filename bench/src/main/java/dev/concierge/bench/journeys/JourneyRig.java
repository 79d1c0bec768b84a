package dev.concierge.bench.journeys;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A pod of journey-service, told what happens by a stand-in for event-service. */
final class JourneyRig implements AutoCloseable {
    private static final String NAME = "journey-service";

    private final Issuer issuer = new Issuer();
    private final Lab lab;
    private final Pod pod;
    private final Operator operator;
    private final Triggers triggers;

    JourneyRig(Path root, Lab lab) throws IOException, InterruptedException {
        this.lab = lab;
        lab.createTopics("journey-triggers", "users", "notification-receipts");
        pod = Pod.start(new Pod.Place(root, lab, issuer), NAME, NAME).awaitReady();
        operator = new Operator(pod, issuer);
        triggers = new Triggers(lab.kafka());
    }

    String databaseUrl() {
        return lab.databaseUrl("journey_service");
    }

    Triggers triggers() {
        return triggers;
    }

    String kafka() {
        return lab.kafka();
    }

    /** Makes a journey and waits until it takes guests in. */
    void live(String journey, String definition) throws IOException, InterruptedException {
        operator.publish(journey, definition);
        triggers.armed(journey);
        operator.awaitLive(journey);
    }

    double counter(String name) throws IOException, InterruptedException {
        return operator.counter(name);
    }

    boolean awaitCounter(String name, double count, Duration patience) throws IOException, InterruptedException {
        return operator.awaitCounter(name, count, patience);
    }

    Duration processorTime() {
        return pod.server().processorTime();
    }

    @Override
    public void close() {
        triggers.close();
        operator.close();
        pod.close();
        issuer.close();
    }
}
