package dev.concierge.localstack.command;

import dev.concierge.localstack.fleet.ServiceProcess;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;

/** Trains the model of curations in a process of its own, on the running fleet's database. */
final class Train {
    private static final String SERVICE = "concierge-service";
    /** EASE holds three matrices of 5,000 × 5,000 items. */
    private static final String HEAP = "1200m";

    private Train() {}

    static int run(Settings settings, Arguments arguments) throws IOException, InterruptedException {
        if (!RunState.read(settings.home()).isSupervised()) {
            throw new CannotContinue("nothing runs", "start the fleet: ./concierge up");
        }
        return ServiceProcess.all(settings).stream()
                .filter(process -> process.instance().service().name().equals(SERVICE))
                .findFirst()
                .orElseThrow()
                .run("train", HEAP);
    }
}
