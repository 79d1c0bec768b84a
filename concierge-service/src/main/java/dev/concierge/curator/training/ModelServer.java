package dev.concierge.curator.training;

import dev.concierge.curator.ranking.ModelFile;
import dev.concierge.platform.database.Workload;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Has the version at hand that is to be served; looks for another every few seconds and swaps it in whole. */
public final class ModelServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ModelServer.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Models models;
    private final Path folder;
    private final ThreadPoolTaskScheduler looks = new ThreadPoolTaskScheduler();
    private volatile @Nullable ServedModel served;

    ModelServer(Models models, Path folder, MeterRegistry meters) {
        this.models = models;
        this.folder = folder;
        Gauge.builder(
                        "curator.model.items",
                        this,
                        server -> server.served()
                                .map(model -> model.model().items())
                                .orElse(0))
                .description("items that the served model knows, 0 for no model")
                .register(meters);
    }

    void start() {
        looks.setVirtualThreads(true);
        looks.setThreadNamePrefix("model-");
        looks.initialize();
        var unused = looks.scheduleWithFixedDelay(() -> Workload.BACKGROUND.run(this::look), LOOK);
    }

    /** Empty until the first was trained. */
    public Optional<ServedModel> served() {
        return Optional.ofNullable(served);
    }

    /** Serves what is to be served from now on; the one before stays when it cannot be had. */
    synchronized void look() {
        try {
            Optional<UUID> wanted = models.served();
            ServedModel present = served;
            if (wanted.isPresent() && (present == null || !present.version().equals(wanted.get()))) {
                served = load(wanted.get());
                log.info("Model {} is served", wanted.get());
            }
        } catch (IOException | DataAccessException notNow) {
            log.warn("The model to serve cannot be had, trying again in {}: {}", LOOK, notNow.toString());
        }
    }

    private ServedModel load(UUID version) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(version + ".model");
        if (!Files.exists(file)) {
            models.copy(version, file);
        }
        return new ServedModel(version, ModelFile.map(file));
    }

    @Override
    public void close() {
        looks.shutdown();
    }
}
