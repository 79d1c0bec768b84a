package dev.concierge.testsupport.infrastructure;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The folders of infrastructures, one for each start. */
final class Instances {
    private Instances() {}

    static void delete(Path instance) {
        try {
            FileSystemUtils.deleteRecursively(instance);
        } catch (IOException stillInUse) {
            // it lies in target; the next clean takes it
        }
    }
}
