package dev.concierge.curator.ranking;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Collects the strongest neighbours of every item, row by row. */
final class Neighbours {
    private final int most;
    private final int[] starts;
    private int[] columns;
    private float[] numbers;
    private int row;

    Neighbours(int items, int most) {
        this.most = most;
        this.starts = new int[items + 1];
        this.columns = new int[Math.min(items * 8, 1 << 20)];
        this.numbers = new float[columns.length];
    }

    private record Cell(int item, float number) {}

    /**
     * The next row.
     *
     * @param touched the items that have a number
     */
    void add(double[] row, int[] touched, int size) {
        PriorityQueue<Cell> strongest = new PriorityQueue<>((one, other) -> {
            int byNumber = Float.compare(one.number(), other.number());
            return byNumber != 0 ? byNumber : Integer.compare(other.item(), one.item());
        });
        for (int i = 0; i < size; i++) {
            float number = (float) row[touched[i]];
            if (number > 0) {
                strongest.add(new Cell(touched[i], number));
                if (strongest.size() > most) {
                    strongest.remove();
                }
            }
        }
        append(strongest.stream()
                .sorted((one, other) -> Integer.compare(one.item(), other.item()))
                .toArray(Cell[]::new));
    }

    private void append(Cell[] cells) {
        int from = starts[row];
        if (from + cells.length > columns.length) {
            int larger = Math.max(columns.length * 2, from + cells.length);
            columns = Arrays.copyOf(columns, larger);
            numbers = Arrays.copyOf(numbers, larger);
        }
        IntStream.range(0, cells.length).forEach(i -> {
            columns[from + i] = cells[i].item();
            numbers[from + i] = cells[i].number();
        });
        starts[++row] = from + cells.length;
    }

    ItemWeights weights() {
        int size = starts[row];
        return new ItemWeights.Sparse(
                Memory.of(starts), Memory.of(Arrays.copyOf(columns, size)), Memory.of(Arrays.copyOf(numbers, size)));
    }
}
