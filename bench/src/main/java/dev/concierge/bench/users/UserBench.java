package dev.concierge.bench.users;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Requests;
import dev.concierge.bench.lab.Requests.Went;
import dev.concierge.bench.lab.WarmUp;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Guests registered, changed, imported by file and read by other services, at user-service itself. */
public final class UserBench {
    private static final long SEED = 1;
    private static final int CALLERS = 32;
    private static final Duration WARM_UP_STEP = Duration.ofSeconds(5);
    private static final WarmUp WARM_UP = new WarmUp(3, 8);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int IMPORTED = 60_000;
    private static final int PART = 3_000;
    private static final int READ = 1_000;
    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Report report;
    private final Path root;
    private final String commit;

    public UserBench(Report report, Path root, String commit) {
        this.report = report;
        this.root = root;
        this.commit = commit;
    }

    public void run() throws IOException, InterruptedException {
        try (Lab lab = new Lab();
                UserRig rig = new UserRig(root, lab)) {
            Requests requests = new Requests(rig.address());
            String client = rig.client();
            measure("POST /users", requests, number -> requests.send("POST", "/users", client, JSON, guest(number)));
            List<String> ids = ids(requests, client);
            measure(
                    "PUT /users/{userId}",
                    requests,
                    number -> requests.send(
                            "PUT", "/users/" + ids.get(number % ids.size()), client, JSON, changed(number, ids)));
            imports(requests, client);
            String service = rig.service();
            measure(
                    "GET /users/{userId} of a service",
                    requests,
                    number -> requests.get("/users/" + ids.get(number % ids.size()), service));
        }
    }

    private void measure(String what, Requests requests, IntFunction<HttpRequest> request) {
        WARM_UP.run(() -> requests.run(CALLERS, WARM_UP_STEP, request).perSecond());
        Went went = requests.run(CALLERS, MEASURED, request);
        report.add(Figure.alone(what, went.perSecond(), "/s", SEED, commit));
        report.add(Figure.alone(what + ", p99", went.percentile(99), "ms", SEED, commit));
        report.add(Figure.alone(what + ", refused", went.refused(), "requests", SEED, commit));
    }

    /** The first part warms up; parts follow one another as those of one file do. */
    private void imports(Requests requests, String client) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (int from = 1; from <= IMPORTED; from += PART) {
            if (from == PART + 1) {
                begin = System.nanoTime();
            }
            StringBuilder lines = new StringBuilder();
            for (int number = from; number < from + PART; number++) {
                lines.append(guest(-number).replaceFirst("\\{", "{\"externalId\":\"crm-" + number + "\","))
                        .append('\n');
            }
            requests.answer(requests.send(
                    "POST",
                    "/users/imports?requestId=bench&from=" + from,
                    client,
                    "application/x-ndjson",
                    lines.toString()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        JsonNode progress = MAPPER.readTree(requests.answer(requests.get("/users/imports/bench", client)));
        report.add(Figure.alone("import by file", (IMPORTED - PART) / seconds, "guests/s", SEED, commit));
        report.add(Figure.alone(
                "import by file, not created",
                IMPORTED - progress.at("/created").asInt(),
                "guests",
                SEED,
                commit));
    }

    private static List<String> ids(Requests requests, String client) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (ids.size() < READ) {
            JsonNode page = MAPPER.readTree(requests.answer(requests.get("/users?limit=200" + cursor, client)));
            page.at("/items").forEach(user -> ids.add(user.at("/userId").asString()));
            cursor = "&cursor=" + page.at("/next").asString();
        }
        return ids;
    }

    private static String guest(int number) {
        return "{\"email\":\"guest%d@bench.example\",\"firstName\":\"First%d\",\"lastName\":\"Last\",\"attributes\":{\"tier\":\"gold\",\"n\":%d}}"
                .formatted(number, number, number);
    }

    /** Another value each time, at an address of its own. */
    private static String changed(int number, List<String> ids) {
        return "{\"email\":\"changed%d@bench.example\",\"firstName\":\"First\",\"attributes\":{\"n\":%d}}"
                .formatted(number % ids.size(), number);
    }
}
