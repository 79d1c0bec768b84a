package dev.concierge.localstack.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How to run a program that refuses to run as root, whoever runs us. */
enum Unprivileged {
    /** We are not root: nothing to do. */
    AS_WE_ARE(""),
    /** A user namespace without a mapping: root's own files stay readable, so data may lie anywhere root can read. */
    USER_NAMESPACE("unshare -U"),
    /** Where user namespaces are forbidden, as in most containers: another user, who must be able to reach the data. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final int NOBODY_ID = 65_534;
    private final String prefix;

    Unprivileged(String prefix) {
        this.prefix = prefix;
    }

    static Unprivileged detect() {
        for (Unprivileged way : values()) {
            ChildProcess.Finished id = ChildProcess.run(way.command("id", "-u"));
            if (id.succeeded() && !id.output().equals("0")) {
                return way;
            }
        }
        throw new ServerNotStarted("Postgres does not run as root, and neither `unshare -U` nor `setpriv` works here."
                + " Run as a normal user, or install util-linux.");
    }

    List<String> command(String... command) {
        List<String> whole = new ArrayList<>(prefix.isEmpty() ? List.of() : List.of(prefix.split(" ", -1)));
        whole.addAll(List.of(command));
        return whole;
    }

    /** Makes a folder that the program may own. */
    void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (this == NOBODY) {
            giveAway(folder);
            Path above = Objects.requireNonNull(folder.getParent());
            letThrough(above);
            letThrough(Objects.requireNonNull(above.getParent()));
        }
    }

    /** Without letting others see what is in it. */
    private static void letThrough(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(folder));
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(folder, permissions);
        }
    }

    private static void giveAway(Path folder) {
        try {
            Files.setAttribute(folder, "unix:uid", NOBODY_ID);
            Files.setAttribute(folder, "unix:gid", NOBODY_ID);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
