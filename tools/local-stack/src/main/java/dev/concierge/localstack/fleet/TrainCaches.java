package dev.concierge.localstack.fleet;

import dev.concierge.localstack.app.AotCache;
import dev.concierge.localstack.process.Memory;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;

/** Makes the AOT caches that are missing, one after the other, so that the next start is fast. */
public final class TrainCaches {
    private static final String SWITCH = "CONCIERGE_AOT";
    private static final long NEEDED = 1L << 30;

    private TrainCaches() {}

    public static void train(List<ServiceProcess> services, Settings settings, Clock clock) {
        if (settings.text(SWITCH).filter("off"::equals).isPresent()) {
            return;
        }
        try {
            train(KafkaProcess.cache(settings.home()), () -> KafkaProcess.train(settings.home()), clock);
            for (ServiceProcess service : services) {
                train(service.cache(settings), () -> service.train(settings), clock);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void train(AotCache cache, Training training, Clock clock) throws InterruptedException {
        if (cache.isWanted(clock.instant()) && Memory.available() > NEEDED) {
            try {
                training.run();
            } catch (IOException | UncheckedIOException e) {
                System.err.println("No AOT cache " + cache.file() + ", so a slower start: " + e);
            }
        }
    }

    @FunctionalInterface
    private interface Training {
        void run() throws IOException, InterruptedException;
    }
}
