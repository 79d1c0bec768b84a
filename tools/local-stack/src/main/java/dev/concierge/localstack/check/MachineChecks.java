package dev.concierge.localstack.check;

import dev.concierge.localstack.check.Finding.Broken;
import dev.concierge.localstack.check.Finding.Doubtful;
import dev.concierge.localstack.check.Finding.Fine;
import java.util.Locale;
import java.util.Set;

/** Whether this is a machine that we run on. */
final class MachineChecks {
    private static final int JAVA = 25;
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64", "arm64");

    private MachineChecks() {}

    static Finding java(int feature) {
        return feature >= JAVA
                ? new Fine("JDK " + feature)
                : new Broken("JDK " + feature + " (expected: 25 or newer)", "point JAVA_HOME at a JDK 25");
    }

    static Finding system(String name, String architecture) {
        String described = name + " on " + architecture;
        if (!ARCHITECTURES.contains(architecture)) {
            return new Broken(
                    described + " (expected: x86-64 or arm64)",
                    "there are no Postgres and Redis programs for it: use docker compose");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return new Fine(described);
        }
        return lower.startsWith("mac")
                ? new Doubtful(described + ": written for, but untested", "tell us what you see")
                : new Broken(described + " (expected: Linux or macOS)", "use WSL 2 or docker compose");
    }
}
