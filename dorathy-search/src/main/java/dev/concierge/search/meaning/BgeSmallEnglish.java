package dev.concierge.search.meaning;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.util.VectorUtil;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes of a text a direction in space, near to those of texts that mean something alike: BGE small v1.5, quantised to
 * bytes, for English, with 384 dimensions, in this process. Its weights come as a Maven artifact, of which nothing else
 * is used.
 */
final class BgeSmallEnglish implements AutoCloseable {
    private static final String WEIGHTS = "/bge-small-en-v1.5-q.onnx";
    private static final String PIECES = "/bge-small-en-v1.5-q-tokenizer.json";
    /** Its authors' words for questions. */
    private static final String QUESTION = "Represent this sentence for searching relevant passages: ";

    /** It could read 512; most that is told of an item stands in half of that, at less than half the cost. */
    private static final int PIECES_READ = 256;

    /** As many as sentences have that are as long as a question may be; what has more is no sentence, and costs as much again. */
    private static final int PIECES_ASKED = 128;

    private final OrtEnvironment runtime;
    private final OrtSession session;
    private final WordPieces read;
    private final WordPieces asked;

    private BgeSmallEnglish(OrtEnvironment runtime, OrtSession session, Map<String, Integer> pieces) {
        this.runtime = runtime;
        this.session = session;
        this.read = new WordPieces(pieces, PIECES_READ);
        this.asked = new WordPieces(pieces, PIECES_ASKED);
    }

    /** Takes about a second. */
    static BgeSmallEnglish load(JsonMapper json) throws IOException {
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // gives memory back after a long text instead of keeping the most it ever needed
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            return new BgeSmallEnglish(
                    runtime, runtime.createSession(bytes(WEIGHTS), options), pieces(json.readTree(bytes(PIECES))));
        } catch (OrtException failed) {
            throw new IOException("The sentence model cannot be loaded", failed);
        }
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(BgeSmallEnglish.class.getResourceAsStream(resource), resource)) {
            return stream.readAllBytes();
        }
    }

    private static Map<String, Integer> pieces(JsonNode tokenizer) {
        Map<String, Integer> pieces = new HashMap<>();
        tokenizer.path("model").path("vocab").forEachEntry((piece, number) -> pieces.put(piece, number.asInt()));
        return pieces;
    }

    /** Of a text that is to be found; of length 1. */
    float[] ofDocument(String text) {
        return direction(read.of(text));
    }

    /** Of a text that finds; of length 1. */
    float[] ofQuestion(String text) {
        return direction(asked.of(QUESTION + text));
    }

    /** How near the meanings of texts that have nothing to do with each other are about, and those of near ones. */
    Scale scale() {
        return new Scale(0.4, 0.62, 0.9);
    }

    private float[] direction(long[] text) {
        long[] ones = new long[text.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = OnnxTensor.createTensor(runtime, new long[][] {text});
                OnnxTensor mask = OnnxTensor.createTensor(runtime, new long[][] {ones});
                OnnxTensor types = OnnxTensor.createTensor(runtime, new long[][] {new long[text.length]});
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            // what stands over the mark of the begin stands for the whole
            float[][][] states = (float[][][]) result.get(0).getValue();
            return VectorUtil.l2normalize(states[0][0]);
        } catch (OrtException failed) {
            throw new IllegalStateException("The sentence model failed", failed);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException ignored) {
            // nothing is written with it
        }
    }

    /** @param related from here on something is worth showing that has no word in common */
    record Scale(double unrelated, double related, double same) {}
}
