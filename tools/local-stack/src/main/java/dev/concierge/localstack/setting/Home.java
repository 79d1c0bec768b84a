package dev.concierge.localstack.setting;

import java.nio.file.Path;

/**
 * The folders of one checkout.
 *
 * @param data everything a start leaves behind: <code>.concierge/</code> unless <code>CONCIERGE_HOME</code> names another
 */
public record Home(Path root, Path data) {
    public Home(Path root) {
        this(root, root.resolve(".concierge"));
    }

    public Path logs() {
        return data().resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path run() {
        return data().resolve("run");
    }

    public Path secrets() {
        return data().resolve("secrets");
    }

    public Path apps() {
        return data().resolve("apps");
    }

    /** When each service was last built. */
    public Path built() {
        return data().resolve("built");
    }

    public Path caches() {
        return data().resolve("aot");
    }

    public Path state(String service) {
        return data().resolve("state").resolve(service);
    }

    public Path profiles() {
        return data().resolve("profiles");
    }

    public Path infrastructure(String name) {
        return data().resolve(name);
    }
}
