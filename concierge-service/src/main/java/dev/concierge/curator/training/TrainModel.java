package dev.concierge.curator.training;

import dev.concierge.curator.evaluation.ChooseLearner;
import dev.concierge.curator.evaluation.Taken;
import dev.concierge.curator.interaction.Interactions;
import dev.concierge.curator.ranking.ModelFile;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns from all interactions there are, and keeps the best of what was tried as a new version. */
class TrainModel {
    private static final Logger log = LoggerFactory.getLogger(TrainModel.class);

    private final Interactions interactions;
    private final Models models;
    private final Ids ids;
    private final Clock clock;
    private final String commit;

    TrainModel(Interactions interactions, Models models, Ids ids, Clock clock, String commit) {
        this.interactions = interactions;
        this.models = models;
        this.ids = ids;
        this.clock = clock;
        this.commit = commit;
    }

    /** @return null when there is nothing yet to learn from */
    @Nullable
    ModelVersion train() throws IOException {
        Taken.Builder gathered = new Taken.Builder();
        interactions.forEach(one -> gathered.add(
                one.guest(),
                one.item().toString(),
                one.type().strength(),
                one.takenAt().toEpochMilli()));
        Taken taken = gathered.build(Map.of());
        if (taken.entries().isEmpty()) {
            log.info("No interactions with items yet, nothing was trained");
            return null;
        }
        LongSummaryStatistics times =
                taken.entries().stream().mapToLong(Taken.One::time).summaryStatistics();
        ChooseLearner.Chosen chosen = ChooseLearner.from(taken);
        ModelVersion model = new ModelVersion(
                ids.next(),
                chosen.learner().description(),
                chosen.figures(),
                taken.entries().size(),
                taken.guests().size(),
                taken.items().size(),
                Instant.ofEpochMilli(times.getMin()),
                Instant.ofEpochMilli(times.getMax()),
                commit,
                clock.instant(),
                true);
        keep(
                model,
                new ModelFile.Named(taken.items().stream().map(Numbers::uuid).toList(), chosen.model()));
        log.info(
                "Model {} is trained from {} interactions: {}", model.version(), model.interactions(), model.learner());
        return model;
    }

    private void keep(ModelVersion model, ModelFile.Named named) throws IOException {
        Path file = Files.createTempFile("model", ".trained");
        try {
            ModelFile.write(file, named);
            models.add(model, file);
        } finally {
            Files.delete(file);
        }
    }
}
