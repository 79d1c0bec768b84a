package dev.concierge.localstack.app;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** Builds the services whose jar is missing or older than a source, and nothing else. */
public final class BuildFleet {
    private final Home home;

    public BuildFleet(Home home) {
        this.home = home;
    }

    public void build(List<String> services) {
        try {
            FileTime start = Sources.markNow(home);
            QuickBuild.of(services, home);
            for (String service : services) {
                Sources.stamp(home, service, start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("the build was interrupted", "run ./concierge up again", e);
        }
    }
}
