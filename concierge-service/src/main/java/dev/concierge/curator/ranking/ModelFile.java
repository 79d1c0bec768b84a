package dev.concierge.curator.ranking;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A model in a file, which serves from the mapped memory of it: a head of four whole numbers (what it is, how the weights
 * lie, how many items, how many weights), the items' ids, their popularity, the weights; all little-endian.
 */
public final class ModelFile {
    private static final int MODEL_1 = 0x314D4343;
    private static final int HEAD = 4 * Integer.BYTES;
    private static final int ID = 2 * Long.BYTES;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** How the weights lie, as the head says. */
    private static final int NONE = 0;

    private static final int DENSE = 1;
    private static final int SPARSE = 2;

    private ModelFile() {}

    /** @param items their ids, by their places in the model */
    public record Named(List<UUID> items, ItemModel model) {}

    public static void write(Path file, Named named) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            ItemModel model = named.model();
            switch (model.weights()) {
                case ItemWeights.None none -> head(out, NONE, named, 0);
                case ItemWeights.Dense dense -> {
                    head(out, DENSE, named, dense.items() * dense.items());
                    copy(out, dense.numbers());
                }
                case ItemWeights.Sparse sparse -> {
                    head(out, SPARSE, named, (int) (sparse.numbers().byteSize() / Float.BYTES));
                    copy(out, sparse.starts());
                    copy(out, sparse.neighbours());
                    copy(out, sparse.numbers());
                }
            }
        }
    }

    private static void head(DataOutputStream out, int layout, Named named, int weights) throws IOException {
        for (int number : new int[] {MODEL_1, layout, named.items().size(), weights}) {
            out.writeInt(Integer.reverseBytes(number));
        }
        for (UUID item : named.items()) {
            out.writeLong(Long.reverseBytes(item.getMostSignificantBits()));
            out.writeLong(Long.reverseBytes(item.getLeastSignificantBits()));
        }
        for (int item = 0; item < named.items().size(); item++) {
            out.writeInt(Integer.reverseBytes(Float.floatToIntBits(named.model().popularity(item))));
        }
    }

    private static void copy(DataOutputStream out, MemorySegment segment) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long from = 0; from < segment.byteSize(); from += buffer.length) {
            int length = (int) Math.min(buffer.length, segment.byteSize() - from);
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, from, buffer, 0, length);
            out.write(buffer, 0, length);
        }
    }

    /** The file must stay as it is; the memory is given back once nobody holds the model any more. */
    public static Named map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            if (all.byteSize() < HEAD || number(all, 0) != MODEL_1) {
                throw new IOException(file + " (expected: a model)");
            }
            int items = number(all, 2);
            int weights = number(all, 3);
            long popularity = HEAD + (long) items * ID;
            long from = popularity + (long) items * Float.BYTES;
            ItemWeights read = switch (number(all, 1)) {
                case NONE -> new ItemWeights.None();
                case DENSE -> new ItemWeights.Dense(items, all.asSlice(from, (long) weights * Float.BYTES));
                case SPARSE -> sparse(all, from, items, weights);
                default -> throw new IOException(file + ": layout " + number(all, 1) + " (expected: 0 to 2)");
            };
            return new Named(ids(all, items), new ItemModel(read, floats(all, popularity, items)));
        }
    }

    private static ItemWeights sparse(MemorySegment all, long from, int items, int weights) {
        long neighbours = from + (items + 1L) * Integer.BYTES;
        long numbers = neighbours + (long) weights * Integer.BYTES;
        return new ItemWeights.Sparse(
                all.asSlice(from, (items + 1L) * Integer.BYTES),
                all.asSlice(neighbours, (long) weights * Integer.BYTES),
                all.asSlice(numbers, (long) weights * Float.BYTES));
    }

    private static int number(MemorySegment all, int place) {
        return all.get(ItemWeights.INT, (long) place * Integer.BYTES);
    }

    private static List<UUID> ids(MemorySegment all, int items) {
        List<UUID> ids = new ArrayList<>(items);
        for (long at = HEAD; at < HEAD + (long) items * ID; at += ID) {
            ids.add(new UUID(all.get(LONG, at), all.get(LONG, at + Long.BYTES)));
        }
        return ids;
    }

    private static float[] floats(MemorySegment all, long from, int size) {
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = all.get(ItemWeights.FLOAT, from + (long) i * Float.BYTES);
        }
        return floats;
    }
}
