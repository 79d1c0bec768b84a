package dev.concierge.curator.training;

import java.io.IOException;
import org.springframework.context.ApplicationContext;

/** Trains in the service under test, as the job does in a process of its own. */
public final class TrainingRun {
    private TrainingRun() {}

    public static void of(ApplicationContext context) throws IOException {
        context.getBean(TrainModel.class).train();
    }
}
