package dev.concierge.curator.ranking;

import java.util.Arrays;
import java.util.List;

/**
 * Who took what: guests are rows, items columns, both by their place in lists that the caller keeps. Within a row the
 * items ascend, and each stands there once.
 */
public final class InteractionMatrix {
    private final int[] starts;
    private final int[] columns;
    private final float[] strengths;
    private final int items;

    private InteractionMatrix(int[] starts, int[] columns, float[] strengths, int items) {
        this.starts = starts;
        this.columns = columns;
        this.strengths = strengths;
        this.items = items;
    }

    /** @param strength above zero; of several entries of a guest and an item the strongest counts */
    public record Entry(int guest, int item, float strength) {}

    public static InteractionMatrix of(int guests, int items, List<Entry> entries) {
        int[] starts = new int[guests + 1];
        for (Entry entry : entries) {
            starts[entry.guest() + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        long[] cells = new long[entries.size()];
        int[] next = Arrays.copyOf(starts, guests);
        for (Entry entry : entries) {
            // strengths above zero order like their bits, so one sort puts the strongest of an item last
            cells[next[entry.guest()]++] = (long) entry.item() << 32 | Float.floatToIntBits(entry.strength());
        }
        return compact(starts, cells, items);
    }

    private static InteractionMatrix compact(int[] starts, long[] cells, int items) {
        int guests = starts.length - 1;
        int[] kept = new int[guests + 1];
        int[] columns = new int[cells.length];
        float[] strengths = new float[cells.length];
        int size = 0;
        for (int guest = 0; guest < guests; guest++) {
            Arrays.sort(cells, starts[guest], starts[guest + 1]);
            for (int cell = starts[guest]; cell < starts[guest + 1]; cell++) {
                int item = (int) (cells[cell] >>> 32);
                boolean again = size > kept[guest] && columns[size - 1] == item;
                size += again ? 0 : 1;
                columns[size - 1] = item;
                strengths[size - 1] = Float.intBitsToFloat((int) cells[cell]);
            }
            kept[guest + 1] = size;
        }
        return new InteractionMatrix(kept, Arrays.copyOf(columns, size), Arrays.copyOf(strengths, size), items);
    }

    public int guests() {
        return starts.length - 1;
    }

    public int items() {
        return items;
    }

    public int size() {
        return columns.length;
    }

    /** What a guest took. */
    public History history(int guest) {
        return new History(
                Arrays.copyOfRange(columns, starts[guest], starts[guest + 1]),
                Arrays.copyOfRange(strengths, starts[guest], starts[guest + 1]));
    }

    /** The same with items as rows: who took each. */
    InteractionMatrix transposed() {
        int[] turned = new int[items + 1];
        for (int column : columns) {
            turned[column + 1]++;
        }
        Arrays.parallelPrefix(turned, Integer::sum);
        int[] next = Arrays.copyOf(turned, items);
        int[] rows = new int[columns.length];
        float[] values = new float[columns.length];
        for (int guest = 0; guest < guests(); guest++) {
            for (int cell = starts[guest]; cell < starts[guest + 1]; cell++) {
                int place = next[columns[cell]]++;
                rows[place] = guest;
                values[place] = strengths[cell];
            }
        }
        return new InteractionMatrix(turned, rows, values, guests());
    }

    int start(int row) {
        return starts[row];
    }

    int end(int row) {
        return starts[row + 1];
    }

    int column(int cell) {
        return columns[cell];
    }

    float strength(int cell) {
        return strengths[cell];
    }

    /** How many guests took each item. */
    float[] popularity() {
        float[] popularity = new float[items];
        for (int column : columns) {
            popularity[column]++;
        }
        return popularity;
    }
}
