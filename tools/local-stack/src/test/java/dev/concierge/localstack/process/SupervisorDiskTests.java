package dev.concierge.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.infrastructure.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the supervisor cannot write ends nothing. */
class SupervisorDiskTests extends SupervisedService {
    @Test
    void keepsTheFleetWhenLogsCannotBeKeptSmall() throws Exception {
        Process supervisor = supervise("one");
        ProcessIdentity service = awaitReady();
        Path supervisorLog = Files.move(home.log("supervisor"), folder.resolve("supervisor.log"));
        Folder.delete(home.logs());

        await().atMost(BOUND)
                .until(() -> !supervisor.isAlive()
                        || Files.readString(supervisorLog).split("logs cannot be kept small", -1).length > 2);

        assertThat(supervisor.isAlive()).isTrue();
        assertThat(isAlive(service)).isTrue();
    }

    @Test
    void goesOnWhileItsStateCannotBeWritten() throws Exception {
        supervise("one");
        ProcessIdentity first = awaitReady();
        Path inTheWay = Files.createDirectory(home.run().resolve("state.new"));

        tell("crash");
        await().atMost(BOUND).until(() -> !isAlive(first));
        await().atMost(BOUND).until(FakeFleet.service(home, port, "one").readiness()::isReady);
        Files.delete(inTheWay);

        awaitAnother(first);
    }
}
