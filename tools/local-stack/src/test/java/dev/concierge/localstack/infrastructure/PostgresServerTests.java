package dev.concierge.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTests {
    /** Shared by all tests, because unpacking takes longer than starting. */
    private static final Path PROGRAMS = Path.of("target", "programs");

    @TempDir
    Path directory;

    private PostgresServer postgres = PostgresServer.in(Path.of("replaced"), 0);

    @BeforeEach
    void prepare() {
        postgres = server(0);
    }

    @AfterEach
    void stop() {
        postgres.stop();
    }

    @Test
    void keepsDataOverARestart() throws Exception {
        postgres.start();
        postgres.databases().create("user_service");
        execute("CREATE TABLE guest AS SELECT 'Ada' AS name");
        postgres.stop();

        postgres.start();

        assertThat(query("SELECT name FROM guest")).isEqualTo("Ada");
    }

    /** Also one whose folder an older release made, while that release's server still runs. */
    @Test
    void asksEverybodyForAPassword() throws Exception {
        postgres.start();
        postgres.databases().create("user_service");
        execute("CREATE TABLE guest AS SELECT 'Ada' AS name");

        PostgresServer asking = server(postgres.port()).withPasswords("open-sesame");
        asking.start();
        postgres = asking;

        for (String guess : List.of("postgres", "concierge", "guess")) {
            assertThatThrownBy(() -> superuser(guess)).hasMessageContaining("password authentication failed");
        }
        try (Connection superuser = superuser("open-sesame");
                ResultSet rows = superuser.createStatement().executeQuery("SHOW password_encryption")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("scram-sha-256");
        }
        assertThat(query("SELECT name FROM guest")).as("nothing is lost").isEqualTo("Ada");
        long pid = asking.pid();
        server(asking.port()).withPasswords("open-sesame").start();
        assertThat(asking.pid()).as("goes on").isEqualTo(pid);
    }

    private Connection superuser(String password) throws SQLException {
        return DriverManager.getConnection(postgres.databases().url("postgres"), PostgresDatabases.SUPERUSER, password);
    }

    @Test
    void ownsDatabasesByARoleThatRowLevelSecurityBinds() throws Exception {
        postgres.start();
        postgres.databases().create("user_service");

        assertThat(query("SELECT (rolsuper OR rolbypassrls)::text FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("false");
        execute("CREATE EXTENSION btree_gist");
    }

    @Test
    void isDurableUnlessToldOtherwise() throws Exception {
        postgres.start();
        postgres.databases().create("user_service");
        assertThat(query("SHOW fsync")).isEqualTo("off");
        assertThat(query("SHOW max_connections")).isEqualTo("300");
        postgres.stop();

        postgres = PostgresServer.in(directory, 0).withPrograms(PROGRAMS);
        postgres.start();

        assertThat(query("SHOW fsync")).isEqualTo("on");
    }

    @Test
    void createsADatabaseOnceHoweverManyAsk() throws Exception {
        postgres.start();

        List<CompletableFuture<Void>> all = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.runAsync(() -> postgres.databases().create("user_service")))
                .toList();

        all.forEach(CompletableFuture::join);
        assertThat(query("SELECT current_database()")).isEqualTo("user_service");
        assertThatThrownBy(() -> postgres.databases().create("user-service; DROP"))
                .hasMessageContaining("user-service; DROP (expected:");
    }

    @Test
    void recoversCommittedDataAfterKill9() throws Exception {
        postgres = PostgresServer.in(directory, 0).withPrograms(PROGRAMS);
        postgres.start();
        postgres.databases().create("user_service");
        execute("CREATE TABLE guest AS SELECT 'Ada' AS name");
        kill(postgres.pid());

        postgres.start();

        assertThat(query("SELECT name FROM guest")).isEqualTo("Ada");
    }

    @Test
    void startsWhereAnUnrelatedProcessHasThePidOfTheDeadPostmaster() throws Exception {
        postgres.start();
        kill(postgres.pid());
        Path lock = directory.resolve("data").resolve("postmaster.pid");
        List<String> lines = Files.readAllLines(lock);
        lines.set(0, String.valueOf(ProcessHandle.current().pid()));
        Files.write(lock, lines);

        postgres.start();

        assertThat(postgres.databases().answer()).isTrue();
    }

    @Test
    void goesOnWithAPostgresLeftByAKilledLauncher() {
        postgres.start();

        PostgresServer next = server(postgres.port());
        next.start();

        assertThat(next.pid()).isEqualTo(postgres.pid());
        next.stop();
        assertThat(postgres.databases().answer()).isFalse();
    }

    @Test
    void stopsWhatAKilledStarterLeft() {
        postgres.start();
        ProcessHandle left = ProcessHandle.of(postgres.pid()).orElseThrow();

        assertThat(server(0).stopLeftover()).isTrue();

        assertThat(left.isAlive()).isFalse();
        assertThat(server(0).stopLeftover()).isFalse();
    }

    @Test
    void replacesAPostgresLeftOnAnotherPort() {
        postgres.start();
        long left = postgres.pid();

        PostgresServer next = server(FreePort.next());
        next.start();

        assertThat(ProcessHandle.of(left).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(next.databases().answer()).isTrue();
        next.stop();
    }

    @Test
    void explainsAHalfWrittenFolder() throws IOException {
        Files.createDirectories(directory.resolve("data").resolve("base"));

        assertThatThrownBy(postgres::start)
                .isInstanceOf(ServerNotStarted.class)
                .hasMessageContaining("is half-written (expected: PG_VERSION and global/pg_control)");
    }

    @Test
    void explainsAFolderOfAnotherVersion() throws IOException {
        postgres.start();
        postgres.stop();
        Files.writeString(directory.resolve("data").resolve("PG_VERSION"), "17\n");

        assertThatThrownBy(postgres::start).hasMessageContaining("is of version 17 (expected: 18)");
    }

    @Test
    void startsOverWhatAKilledInitdbLeft() throws IOException {
        Files.createDirectories(directory.resolve("data.new").resolve("base"));

        postgres.start();

        assertThat(postgres.databases().answer()).isTrue();
    }

    @Test
    void explainsATakenPort() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            postgres = server(taken.getLocalPort());

            assertThatThrownBy(postgres::start)
                    .hasMessageContaining("did not start on port " + taken.getLocalPort())
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void knowsTheArchiveOfEachPlatform() {
        assertThat(PostgresBinaries.archive("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.archive("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(PostgresBinaries.archive("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
        for (String archive : List.of("linux-arm_64", "darwin-arm_64", "darwin-x86_64")) {
            assertThat(PostgresServer.class.getResource("/postgres-" + archive + ".txz"))
                    .isNotNull();
        }
    }

    private PostgresServer server(int port) {
        return PostgresServer.in(directory, port).withPrograms(PROGRAMS).withoutDurability();
    }

    private static void kill(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connection();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                postgres.databases().url("user_service"), PostgresDatabases.OWNER, PostgresDatabases.PASSWORD);
    }
}
