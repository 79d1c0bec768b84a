package dev.concierge.curator.ranking;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How much having taken one item speaks for another. Read from memory of the heap or of a mapped file alike. */
sealed interface ItemWeights {
    ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Adds what {@code known} says of every item, times {@code strength}. */
    void add(int known, float strength, float[] scores);

    /** What {@code known} says of {@code item}. */
    float weight(int known, int item);

    /** For a model that looks at no history. */
    record None() implements ItemWeights {
        @Override
        public void add(int known, float strength, float[] scores) {
            // says nothing of any item
        }

        @Override
        public float weight(int known, int item) {
            return 0;
        }
    }

    /** Each of each: {@code items} rows of as many numbers. */
    record Dense(int items, MemorySegment numbers) implements ItemWeights {
        @Override
        public void add(int known, float strength, float[] scores) {
            long row = (long) known * items * Float.BYTES;
            for (int item = 0; item < items; item++) {
                scores[item] += strength * numbers.get(FLOAT, row + (long) item * Float.BYTES);
            }
        }

        @Override
        public float weight(int known, int item) {
            return numbers.get(FLOAT, ((long) known * items + item) * Float.BYTES);
        }
    }

    /**
     * Only an item's neighbours, ascending in each row.
     *
     * @param starts where each row begins, and where the last ends
     */
    record Sparse(MemorySegment starts, MemorySegment neighbours, MemorySegment numbers) implements ItemWeights {
        @Override
        public void add(int known, float strength, float[] scores) {
            int end = starts.get(INT, (known + 1L) * Integer.BYTES);
            for (int cell = starts.get(INT, (long) known * Integer.BYTES); cell < end; cell++) {
                scores[neighbours.get(INT, (long) cell * Integer.BYTES)] +=
                        strength * numbers.get(FLOAT, (long) cell * Float.BYTES);
            }
        }

        @Override
        public float weight(int known, int item) {
            int low = starts.get(INT, (long) known * Integer.BYTES);
            int high = starts.get(INT, (known + 1L) * Integer.BYTES) - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int found = neighbours.get(INT, (long) middle * Integer.BYTES);
                if (found == item) {
                    return numbers.get(FLOAT, (long) middle * Float.BYTES);
                }
                low = found < item ? middle + 1 : low;
                high = found < item ? high : middle - 1;
            }
            return 0;
        }
    }
}
