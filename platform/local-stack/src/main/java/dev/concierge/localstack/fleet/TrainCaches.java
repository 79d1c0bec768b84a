package dev.concierge.localstack.fleet;

import dev.concierge.localstack.app.AotCache;
import dev.concierge.localstack.process.Memory;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the AOT caches that are missing, one after the other, so that the next start is fast. */
public final class TrainCaches {
    private static final String SWITCH = "CONCIERGE_AOT";
    private static final long NEEDED = 1L << 30;

    private TrainCaches() {}

    public static void train(List<ServiceProcess> processes, Settings settings) {
        if (settings.text(SWITCH).filter("off"::equals).isPresent()) {
            return;
        }
        Path log = settings.home().log("aot-training");
        for (ServiceProcess process : processes) {
            AotCache cache = process.cache(settings);
            if (cache.isWanted() && Memory.available() > NEEDED) {
                try {
                    cache.train(process.flags(), process.app(), process.environment(), log);
                } catch (IOException e) {
                    System.err.println("No AOT cache for " + process.service().name() + ", it starts slower: " + e);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
