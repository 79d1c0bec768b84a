package dev.concierge.platform.messaging;

import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.testsupport.Infrastructure;
import java.util.UUID;

/** A database and a topic prefix of its own for each caller, on the servers of the build. */
final class Servers {
    private Servers() {}

    static Pod.Environment environment() {
        String name = "messaging_" + UUID.randomUUID().toString().substring(0, 8);
        Infrastructure infrastructure = Infrastructure.get();
        infrastructure.databases().create(name);
        return new Pod.Environment(
                infrastructure.databases().url(name),
                PostgresDatabases.OWNER,
                PostgresDatabases.PASSWORD,
                infrastructure.kafka(),
                name + ".");
    }
}
