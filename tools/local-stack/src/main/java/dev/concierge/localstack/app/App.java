package dev.concierge.localstack.app;

import dev.concierge.localstack.setting.Home;
import java.nio.file.Path;

/**
 * A service in the layout that starts fast: a thin jar beside its libraries, in a folder named by its contents.
 *
 * @param folder may not be there yet
 */
public record App(String service, String fingerprint, Path packed, Path folder) {
    public static App of(String service, Home home) {
        ServiceJar packed = ServiceJar.built(service, home);
        String fingerprint = packed.fingerprint();
        Path folder = home.apps().resolve(service).resolve(fingerprint);
        return new App(service, fingerprint, packed.file(), folder);
    }

    public Path jar() {
        return folder.resolve(packed.getFileName());
    }
}
