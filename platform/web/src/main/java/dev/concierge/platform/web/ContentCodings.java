package dev.concierge.platform.web;

import dev.concierge.platform.problem.ProblemAnswer;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** In which codings bodies are taken (RFC 9110, 8.4): as they are, and by gzip where batches come. */
public final class ContentCodings {
    enum Coding {
        IDENTITY,
        GZIP
    }

    private final List<PathPattern> gzip;

    /** @param gzip patterns of the paths where it is taken */
    public ContentCodings(List<String> gzip) {
        this.gzip = gzip.stream().map(PathPatternParser.defaultInstance::parse).toList();
    }

    /**
     * The coding of a body.
     *
     * @param header all of {@code Content-Encoding}; empty for none
     * @throws CodingNotTaken when it is none that the path takes
     */
    public Coding of(String header, PathContainer path) {
        boolean takesGzip = gzip.stream().anyMatch(pattern -> pattern.matches(path));
        String coding = header.strip().toLowerCase(Locale.ROOT);
        if (coding.equals("identity") || coding.isEmpty()) {
            return Coding.IDENTITY;
        }
        if (takesGzip && (coding.equals("gzip") || coding.equals("x-gzip"))) {
            return Coding.GZIP;
        }
        throw new CodingNotTaken(coding, takesGzip ? "gzip, identity" : "identity");
    }

    /** A body in a coding that is not taken here. */
    static final class CodingNotTaken extends RuntimeException implements ProblemAnswer.Source {
        private final String found;
        private final String taken;

        CodingNotTaken(String found, String taken) {
            super("Content-Encoding " + found);
            this.found = found;
            this.taken = taken;
        }

        @Override
        public ProblemAnswer answer() {
            return ProblemAnswer.of(
                            415,
                            "unsupported-content-encoding",
                            "Content-Encoding " + found + " (expected: " + taken.replace(", ", " or ") + ")")
                    .with(HttpHeaders.ACCEPT_ENCODING, taken);
        }
    }
}
