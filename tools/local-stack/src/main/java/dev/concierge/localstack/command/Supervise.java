package dev.concierge.localstack.command;

import dev.concierge.localstack.fleet.Databases;
import dev.concierge.localstack.fleet.Foundation;
import dev.concierge.localstack.fleet.ServiceProcess;
import dev.concierge.localstack.fleet.TrainCaches;
import dev.concierge.localstack.process.ProcessSpec;
import dev.concierge.localstack.process.Supervisor;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The background process that <code>up</code> starts. */
final class Supervise {
    private Supervise() {}

    static int run(Settings settings, Arguments arguments) throws IOException, InterruptedException {
        Home home = settings.home();
        try (FileChannel file =
                FileChannel.open(home.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            @Nullable FileLock alone = file.tryLock();
            if (alone == null) {
                System.err.println("Another supervisor is at work; this one leaves.");
                return 0;
            }
            List<ServiceProcess> services = ServiceProcess.all(settings);
            List<ProcessSpec> specs =
                    services.stream().map(service -> service.spec(settings)).toList();
            new Supervisor(home, Foundation.of(settings), specs, Clock.systemUTC())
                    .run(
                            () -> Databases.create(settings),
                            () -> TrainCaches.train(services, settings, Clock.systemUTC()));
            return 0;
        }
    }
}
