package dev.concierge.localstack.fleet;

import dev.concierge.localstack.app.AotCache;
import dev.concierge.localstack.process.Memory;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.util.List;

/** Makes the AOT caches that are missing, one after the other, so that the next start is fast. */
public final class TrainCaches {
    private static final String SWITCH = "CONCIERGE_AOT";
    private static final long NEEDED = 1L << 30;

    private TrainCaches() {}

    public static void train(List<ServiceProcess> services, Settings settings) {
        if (settings.text(SWITCH).filter("off"::equals).isPresent()) {
            return;
        }
        try {
            train(KafkaProcess.cache(settings.home()), () -> KafkaProcess.train(settings.home()));
            for (ServiceProcess service : services) {
                train(service.cache(settings), () -> service.train(settings));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void train(AotCache cache, Training training) throws InterruptedException {
        if (cache.isWanted() && Memory.available() > NEEDED) {
            try {
                training.run();
            } catch (IOException e) {
                System.err.println("No AOT cache " + cache.file() + ", so a slower start: " + e);
            }
        }
    }

    @FunctionalInterface
    private interface Training {
        void run() throws IOException, InterruptedException;
    }
}
