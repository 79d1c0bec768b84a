package dev.concierge.platform.web;

import dev.concierge.platform.problem.BodyTooLarge;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.web.ContentCodings.Coding;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies in a coding that is not taken, and those over the limit: at once where the length is announced, else
 * while reading. What counts is what comes out of the coding.
 */
final class BodyLimit extends OncePerRequestFilter {
    private final ToLongFunction<String> limits;
    private final ContentCodings codings;

    /** @param limits of a path, in bytes */
    BodyLimit(ToLongFunction<String> limits, ContentCodings codings) {
        this.limits = limits;
        this.codings = codings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limits.applyAsLong(request.getRequestURI());
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw new BodyTooLarge(limit);
        }
        boolean isThere = announced > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        chain.doFilter(isThere ? new Counted(request, coding(request), limit) : request, response);
    }

    private Coding coding(HttpServletRequest request) {
        // several lines are one list (RFC 9110, 5.3)
        String header = String.join(", ", Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)));
        return codings.of(header, PathContainer.parsePath(request.getRequestURI()));
    }

    /** Reads its head at once. */
    private static InputStream unpacked(InputStream sent) throws IOException {
        try {
            return new GZIPInputStream(sent);
        } catch (BadRequestException | ZipException | EOFException broken) {
            throw new MalformedBody(broken);
        }
    }

    private final class Counted extends HttpServletRequestWrapper {
        private final Coding coding;
        private final long limit;
        private @Nullable ServletInputStream body;

        Counted(HttpServletRequest request, Coding coding, long limit) {
            super(request);
            this.coding = coding;
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                ServletInputStream sent = super.getInputStream();
                InputStream decoded = coding == Coding.GZIP ? unpacked(sent) : sent;
                body = new CountedStream(sent, decoded, limit, LoadShedding.permitOf(this));
            }
            return body;
        }

        @Override
        public long getContentLengthLong() {
            return coding == Coding.IDENTITY ? super.getContentLengthLong() : -1;
        }

        @Override
        public int getContentLength() {
            return coding == Coding.IDENTITY ? super.getContentLength() : -1;
        }
    }

    private final class CountedStream extends ServletInputStream {
        private final ServletInputStream sent;
        private final InputStream decoded;
        private final long limit;
        private final Permits.@Nullable Permit permit;
        private long read;

        CountedStream(ServletInputStream sent, InputStream decoded, long limit, Permits.@Nullable Permit permit) {
            this.sent = sent;
            this.decoded = decoded;
            this.limit = limit;
            this.permit = permit;
        }

        @Override
        public int read() throws IOException {
            int next;
            try {
                next = decoded.read();
            } catch (BadRequestException | ZipException | EOFException broken) {
                throw new MalformedBody(broken);
            }
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count;
            try {
                count = decoded.read(bytes, offset, length);
            } catch (BadRequestException | ZipException | EOFException broken) {
                throw new MalformedBody(broken);
            }
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) throws BodyTooLarge {
            read += more;
            if (read > limit) {
                throw new BodyTooLarge(limit);
            }
            if (permit != null) {
                permit.hold(more);
            }
        }

        @Override
        public boolean isFinished() {
            return sent.isFinished();
        }

        @Override
        public boolean isReady() {
            return sent.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            sent.setReadListener(listener);
        }
    }

    /**
     * The body does not come as its headers say it does. No I/O error: whoever reads a body by themselves, such as a file line by
     * line, would take it for one of ours.
     */
    private static final class MalformedBody extends Fact {
        /** @param cause says whether the sender is gone */
        MalformedBody(IOException cause) {
            super(
                    Kind.INVALID,
                    "malformed-body",
                    cause instanceof BadRequestException
                            ? "The body is not framed as the request says (expected: chunks by RFC 9112, 7.1)."
                            : "The body is not what its Content-Encoding says.");
            initCause(cause);
        }
    }
}
